import * as z from 'zod/mini'
import { invalidParameter } from '../errors'
import type { Caller, Event } from '../invocation'
import { action, type Action } from './action'

const eventSchema = z.record(z.string(), z.unknown())

/** How one function calls another: on behalf of the same person, which SOURCE shows by one more `scf`. */
export const functionActions = (
  call: (caller: Caller, name: string, event: Event) => Promise<unknown>,
): Record<string, Action> => ({
  'functions.invokeFunction': action(
    z.object({ function_name: z.string(), request_data: z.optional(z.string()) }),
    (request, { invocation: { caller } }) => {
      const event = eventOf(request.request_data)
      return {
        async perform() {
          const answer = await call(
            { ...caller, source: `${caller.source},scf` },
            request.function_name,
            event,
          )
          return { reply: { data: { response_data: JSON.stringify(answer) } } }
        },
      }
    },
  ),
})

function eventOf(text: string | undefined): Event {
  if (!text) return {}
  try {
    return eventSchema.parse(JSON.parse(text))
  } catch {
    throw invalidParameter('param error: request_data must be a JSON object')
  }
}
