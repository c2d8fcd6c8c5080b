import * as z from 'zod/mini'
import { invalidParameter } from '../errors'
import type { Caller, Event } from '../invocation'
import { action, type Action } from './action'

const eventSchema = z.record(z.string(), z.unknown())

/** Lets one function call another on behalf of the same person. SOURCE then gets another `scf`, as on the platform. */
export const functionActions = (
  callFunction: (caller: Caller, name: string, event: Event) => Promise<unknown>,
): Record<string, Action> => ({
  'functions.invokeFunction': action(
    z.object({ function_name: z.string(), request_data: z.optional(z.string()) }),
    (request, { invocation: { caller } }) => {
      const event = eventOf(request.request_data)
      return {
        async perform() {
          const answer = await callFunction(
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
