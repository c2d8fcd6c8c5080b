import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { HttpError, type Handler } from 'loopback-guard'
import { formFields } from '../form'
import type { Files } from './files'

/** The platform's own limit is not documented for functions and phones alike; this one is the local cloud's. */
export const maxFileBytes = 50 * 1024 * 1024

/** Serves `/file/PATH`: GET by a link, and the SDK's upload, which is a PUT or in older versions a form. */
export function fileRoutes(files: Files): Handler {
  return async (req, res, { pathname, searchParams }) => {
    if (!pathname.startsWith('/file/')) return false
    const path = decode(pathname.slice('/file/'.length))
    if (req.method === 'GET' || req.method === 'HEAD')
      await serve(files, path, req, res, {
        sign: searchParams.get('sign') ?? '',
        end: Number(searchParams.get('t')),
      })
    else await receive(files, path, req, res)
    return true
  }
}

async function serve(
  files: Files,
  path: string,
  req: IncomingMessage,
  res: ServerResponse,
  { sign, end }: { sign: string; end: number },
): Promise<void> {
  const file = files.open(path, sign, end)
  if (!file)
    throw new HttpError(
      403,
      'This link is not valid, or its time is over. Ask for a new one with getTempFileURL.',
    )
  res.writeHead(200, {
    'content-type': typeOf(path),
    'content-length': file.bytes,
    // Anybody may upload anything. On this address it must not become a page that acts for the preview.
    'x-content-type-options': 'nosniff',
    'content-security-policy': 'sandbox',
  })
  if (req.method === 'HEAD') res.end()
  else await pipeline(files.read(file), res)
}

async function receive(files: Files, path: string, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const body = await readBytes(req)
  if (!body) return refuse(res, 400, 'EntityTooLarge', `A file may have ${maxFileBytes} bytes.`)
  // SDKs before 3.0 send a form.
  const form =
    req.method === 'POST'
      ? formFields(req.headers['content-type'] ?? '', body, ['Signature', 'file'])
      : undefined
  const authorization = String(form ? form.Signature : req.headers.authorization)
  if (!files.usePermit(path, authorization, form ? form.file : body))
    return refuse(res, 403, 'AccessDenied', 'The upload was not permitted, or too long ago.')
  res.writeHead(form ? 201 : 200).end()
}

/** Gives a body; undefined, and the connection ends, when it is too large for a file. */
export async function readBytes(req: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxFileBytes) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** As Tencent's object storage refuses: the SDK reads these fields. */
function refuse(res: ServerResponse, status: number, code: string, message: string): void {
  res.writeHead(status, { 'content-type': 'application/xml', connection: 'close' })
  const fields = { Code: code, Message: message, RequestId: randomUUID(), TraceId: randomUUID() }
  const xml = Object.entries(fields).map(([name, value]) => `<${name}>${value}</${name}>`)
  res.end(`<?xml version='1.0' encoding='utf-8' ?><Error>${xml.join('')}</Error>`)
}

const types: Record<string, string> = {
  gif: 'image/gif',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  json: 'application/json',
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
  png: 'image/png',
  txt: 'text/plain; charset=utf-8',
  webp: 'image/webp',
}

const typeOf = (path: string) =>
  types[path.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream'

function decode(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    throw new HttpError(400, `"${path}" is no address.`)
  }
}
