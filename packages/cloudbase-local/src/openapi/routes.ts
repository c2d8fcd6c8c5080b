import { HttpError, readBody, sendJson, type Handler } from 'loopback-guard'
import * as z from 'zod/mini'
import type { Openapi } from './openapi'

const moodSchema = z.strictObject({
  delayMs: z._default(z.int().check(z.minimum(0)), 0),
  errcode: z._default(z.int(), 0),
})

/**
 * Serves `GET /openapi`, how each declared interface behaves, and `POST /openapi/NAME` with `{ delayMs, errcode }`, which makes
 * it slow or makes it fail; what is left out becomes as it was.
 */
export function openapiRoutes(openapi: Openapi): Handler {
  return async (req, res, { pathname }) => {
    const [, area, name, ...deeper] = pathname.split('/')
    if (area !== 'openapi' || deeper.length > 0) return false
    if (name !== undefined) {
      if (req.method !== 'POST') throw new HttpError(405, 'This is asked by POST.')
      const { success, data } = moodSchema.safeParse(json((await readBody(req)).toString()))
      if (!success) throw new HttpError(400, 'Say {"delayMs": 5000}, {"errcode": -1}, both, or {}.')
      if (!openapi.setMood(name, data))
        throw new HttpError(404, `No answers of openapi.${name} are declared.`)
    }
    sendJson(res, openapi.states())
    return true
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
