import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Answers a request it knows and returns true; returns false, untouched, for one it does not. */
export type Handler = (req: IncomingMessage, res: ServerResponse, url: URL) => Promise<boolean> | boolean

/** A request that is refused: the status and one sentence that says what to do. */
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
  /** Without a trailing slash, like `http://127.0.0.1:8350`. */
  url: string
  port: number
  close(): Promise<void>
}

/** Everything that is asked of a local server fits in this many bytes; the platform's own limit is the same. */
const BODY_LIMIT = 6 * 1024 * 1024

/** Reads what follows `--port`. Raises an error that names the range. */
export function portNumber(text: string): number {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new Error(`--port must be a number from 0 to 65535, not ${text}.`)
  return port
}

/**
 * Serves on 127.0.0.1 only: at `port` (0: any free one), or at the next free one after it with `orNext`.
 * Raises the system's error (EADDRINUSE) when the port is taken and `orNext` is off.
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
  const { port: bound } = server.address() as AddressInfo
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { url: `http://127.0.0.1:${bound}`, port: bound, close }
}

async function answer(handlers: Handler[], req: IncomingMessage, res: ServerResponse): Promise<void> {
  refuseStrangers(req)
  const url = new URL(req.url ?? '/', `http://${req.headers.host}`)
  for (const handler of handlers) if (await handler(req, res, url)) return
  throw new HttpError(404, `Nothing is served at ${url.pathname}.`)
}

/** A web page elsewhere must not reach this server, neither directly (Origin) nor by DNS rebinding (Host). */
function refuseStrangers(req: IncomingMessage): void {
  const own = [`127.0.0.1:${req.socket.localPort}`, `localhost:${req.socket.localPort}`]
  const { host, origin } = req.headers
  if (!host || !own.includes(host)) throw new HttpError(403, `Host must be ${own.join(' or ')}.`)
  if (origin !== undefined && !own.some((one) => origin === `http://${one}`))
    throw new HttpError(
      403,
      `Requests from ${origin} are refused: this server is for this machine's own pages.`,
    )
}

/** The whole body. Raises 413 over 6 MB, before it is read to the end. */
export async function readBody(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > BODY_LIMIT) throw new HttpError(413, 'The body is over 6 MB.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

export function sendJson(res: ServerResponse, value: unknown, status = 200): void {
  const body = Buffer.from(JSON.stringify(value))
  res.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length })
  res.end(body)
}

function refuse(res: ServerResponse, error: unknown): void {
  if (res.headersSent) return void res.destroy()
  const known = error instanceof HttpError
  if (!known) console.error(error)
  res.setHeader('connection', 'close')
  sendJson(
    res,
    { error: known ? error.message : 'The local server failed; see its terminal.' },
    known ? error.status : 500,
  )
}
