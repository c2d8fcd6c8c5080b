import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Answers a request for one of its paths and gives true. Leaves any other request alone and gives false. */
export type Handler = (req: IncomingMessage, res: ServerResponse, url: URL) => Promise<boolean> | boolean

/** Refuses a request, with an HTTP status and one sentence that says what to do. */
export class HttpError extends Error {
  override name = 'HttpError'
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message)
  }
}

export interface Listening {
  /** Without a slash at the end, like `http://127.0.0.1:8350`. */
  url: string
  port: number
  /** Closes the server and every open connection. */
  close(): Promise<void>
}

/** The platform accepts bodies of up to 6 MB, so a local server needs no more. */
const maxBodyBytes = 6 * 1024 * 1024

/** Gives the number that follows `--port`. Raises an error that names the range. */
export function portNumber(text: string): number {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new Error(`--port must be a number from 0 to 65535, not ${text}.`)
  return port
}

/**
 * Starts a server on 127.0.0.1. Port 0 means any free port. With `orNext` a port that is taken is replaced by the next
 * free one, up to 100 ports further. Raises the system's error (EADDRINUSE) when no port was free.
 */
export async function listen(handlers: Handler[], { port = 0, orNext = false } = {}): Promise<Listening> {
  const server = createServer((req, res) => {
    answer(handlers, req, res).catch((error: unknown) => refuse(res, error))
  })
  for (let at = port; ; at++) {
    try {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject)
        server.listen(at, '127.0.0.1', () => resolve(server.off('error', reject) && undefined))
      })
      break
    } catch (error) {
      const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
      if (!taken || !orNext || at >= port + 100) throw error
    }
  }
  const { port: boundPort } = server.address() as AddressInfo
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { url: `http://127.0.0.1:${boundPort}`, port: boundPort, close }
}

async function answer(handlers: Handler[], req: IncomingMessage, res: ServerResponse): Promise<void> {
  refuseStrangers(req)
  const url = addressOf(req)
  for (const handler of handlers) if (await handler(req, res, url)) return
  throw new HttpError(404, `Nothing is served at ${url.pathname}.`)
}

function addressOf({ url = '/', headers }: IncomingMessage): URL {
  try {
    return new URL(url, `http://${headers.host}`)
  } catch {
    throw new HttpError(400, `"${url}" is no address.`)
  }
}

/**
 * Other web pages in the same browser must not reach this server, neither directly (Origin) nor by DNS rebinding
 * (Host).
 */
function refuseStrangers(req: IncomingMessage): void {
  const ownHosts = [`127.0.0.1:${req.socket.localPort}`, `localhost:${req.socket.localPort}`]
  const { host, origin } = req.headers
  if (!host || !ownHosts.includes(host)) throw new HttpError(403, `Host must be ${ownHosts.join(' or ')}.`)
  if (origin !== undefined && !ownHosts.some((one) => origin === `http://${one}`))
    throw new HttpError(
      403,
      `Requests from ${origin} are refused: this server is for this machine's own pages.`,
    )
}

/** Gives the whole body. Raises an HttpError (413) as soon as the body exceeds 6 MB, without reading the rest. */
export async function readBody(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBodyBytes) throw new HttpError(413, 'The body is over 6 MB.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Sends `value` as JSON and ends the answer. */
export function sendJson(res: ServerResponse, value: unknown, status = 200): void {
  const body = Buffer.from(JSON.stringify(value))
  res.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length })
  res.end(body)
}

function refuse(res: ServerResponse, error: unknown): void {
  if (res.headersSent) return void res.destroy()
  const isExpected = error instanceof HttpError
  if (!isExpected) console.error(error)
  res.setHeader('connection', 'close')
  sendJson(
    res,
    { error: isExpected ? error.message : 'The local server failed; see its terminal.' },
    isExpected ? error.status : 500,
  )
}
