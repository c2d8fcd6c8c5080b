import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import * as z from 'zod/mini'
import { HttpError, readBody, sendJson, type Handler } from 'loopback-guard'
import type { Calls } from './calls'
import { failure, type Client } from './client'
import { eventTooLarge } from './errors'
import type { Event } from './invocation'
import type { Admin } from './protocol/admin'
import type { Residents } from './residents'
import type { Trace } from './trace'

interface Services {
  admin: Admin
  calls: Calls
  client: Client
  residents: Residents
  trace: Trace
  /** Open event streams. An open one would keep the server from closing, so the cloud ends them first. */
  streams: Set<ServerResponse>
}

/**
 * Makes the handler for `POST /call/NAME`, `POST /admin/INVOCATION`, `GET /people`, `POST /people/KEY`, `GET /trace`.
 */
export function createHandler(services: Services): Handler {
  return async (req, res, { pathname }) => {
    const [, area, name, ...deeperParts] = pathname.split('/')
    if (deeperParts.length > 0) return false
    if (area === 'call' && name) await serveCall(services, decode(name), req, res)
    else if (area === 'admin') await serveAdmin(services, name ?? '', req, res)
    else if (area === 'people' && name === undefined) sendJson(res, services.residents.cards())
    else if (area === 'people' && name) await switchUnionid(services, decode(name), req, res)
    else if (area === 'trace' && name === undefined) serveTrace(services, res)
    else return false
    return true
  }
}

async function serveCall({ client }: Services, name: string, req: IncomingMessage, res: ServerResponse) {
  requirePost(req)
  if (!/^[A-Za-z0-9_-]+$/.test(name))
    throw new HttpError(400, 'A function is named by letters, digits, - and _ alone.')
  const person = req.headers['x-local-person']
  if (typeof person !== 'string')
    throw new HttpError(400, 'Say who calls, in a header like "x-local-person: alice".')
  const body = await readBody(req).catch((error: unknown) => {
    if (error instanceof HttpError && error.status === 413) return undefined
    throw error
  })
  if (!body) return refuseLargeEvent(res)
  sendJson(res, await client.call(person, name, parseEvent(body.toString())))
}

/** Fails on the phone as other calls do. The rest of the body is not read, so the connection must end. */
function refuseLargeEvent(res: ServerResponse): void {
  res.setHeader('connection', 'close')
  sendJson(res, failure(eventTooLarge(), randomUUID()), 413)
}

const switchSchema = z.strictObject({ unionid: z.boolean() })

async function switchUnionid(
  { residents }: Services,
  key: string,
  req: IncomingMessage,
  res: ServerResponse,
) {
  requirePost(req)
  const { success, data } = switchSchema.safeParse(json((await readBody(req)).toString()))
  if (!success) throw new HttpError(400, 'Say {"unionid": true} or {"unionid": false}.')
  residents.setUnionid(key, data.unionid)
  sendJson(res, residents.card(key))
}

/** The id in the path is the permission: only a function that this cloud runs knows the id of its invocation. */
async function serveAdmin({ admin, calls }: Services, id: string, req: IncomingMessage, res: ServerResponse) {
  requirePost(req)
  const invocation = calls.get(id)
  if (!invocation)
    throw new HttpError(403, 'Only a function that the local cloud runs can make requests here.')
  const body = await readBody(req)
  const answer = await admin.answer(invocation, req.headers['content-type'] ?? '', body)
  if (Buffer.isBuffer(answer))
    res
      .writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': answer.length })
      .end(answer)
  else sendJson(res, answer)
}

/**
 * Sends events named `call` and `request`: first those that the trace still holds, then each new one. `clear` says that all
 * so far are forgotten.
 */
function serveTrace({ trace, streams }: Services, res: ServerResponse): void {
  res.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  // Whoever listens is told so at once, and not with the first event.
  res.flushHeaders()
  streams.add(res)
  const stop = trace.subscribe(
    ({ type, record }) => res.write(`event: ${type}\ndata: ${JSON.stringify(record, readable)}\n\n`),
    () => res.write('event: clear\ndata: {}\n\n'),
  )
  res.on('close', () => {
    stop()
    streams.delete(res)
  })
}

/** JSON has no patterns, and would show one as {}. */
const readable = (_name: string, value: unknown): unknown =>
  value instanceof RegExp ? { $regex: value.source, $options: value.flags } : value

function requirePost(req: IncomingMessage): void {
  if (req.method !== 'POST') throw new HttpError(405, 'This is asked by POST.')
}

function decode(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

const eventSchema = z.record(z.string(), z.unknown())

function parseEvent(text: string): Event {
  if (text === '') return {}
  const { success, data } = eventSchema.safeParse(json(text))
  if (!success) throw new HttpError(400, 'The event must be a JSON object, and not nested thousands deep.')
  return data
}

/** How deep an event may be nested. No honest one comes near it, and older versions of Node overflow their stack at some 5,000. */
const maxDepth = 1000

/** Gives the parsed value, or undefined when the text is not JSON or is nested too deeply to be passed on to a function. */
function json(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return isNestedTooDeeply(value) ? undefined : value
  } catch {
    return undefined
  }
}

/** Looks at one level after the other, since a function that calls itself could overflow the stack. */
function isNestedTooDeeply(value: unknown): boolean {
  let level = [value]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > maxDepth) return true
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []))
  }
  return false
}
