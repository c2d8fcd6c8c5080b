import * as z from 'zod/mini'
import type { Problem } from '../../shared/answer'
import { Refusal } from './refusal'

/** How much an event may weigh: each value counts one, and each character of a text or a key. Honest ones weigh far less. */
const maxWeight = 100_000

/** What the platform adds to every event from a mini program. Dropped unread: the identity comes from the context. */
const injected = ['userInfo', 'tcbContext']

/**
 * Checks the outside of an event, `{ action, input }`, and gives both, the input still unchecked.
 * Raises INVALID_INPUT for anything else, an over-large event included, after looking at a bounded part of it.
 */
export function openEvent<Name extends string>(
  event: unknown,
  actions: readonly Name[],
): { action: Name; input: unknown } {
  if (weighsMoreThan(maxWeight, event)) invalid([{ path: '', message: 'The event is too large.' }])
  const own = isRecord(event)
    ? Object.fromEntries(Object.entries(event).filter(([key]) => !injected.includes(key)))
    : event
  const { action, input } = checked(envelope, own)
  const known = actions.find((name) => name === action)
  return known
    ? { action: known, input }
    : invalid([{ path: 'action', message: `Must be one of: ${actions.join(', ')}.` }])
}

const envelope = z.strictObject({ action: z.string(), input: z.unknown() })

/** `value` as the schema gives it back. Raises INVALID_INPUT with every failing path, `at` in front. */
export function checked<Schema extends z.ZodMiniType>(
  schema: Schema,
  value: unknown,
  at?: string,
): z.output<Schema> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  return invalid(
    result.error.issues.map(({ path, message }) => ({
      path: [...(at ? [at] : []), ...path].join('.'),
      message,
    })),
  )
}

/** Raises INVALID_INPUT. */
export function invalid(problems: Problem[]): never {
  throw new Refusal({
    code: 'INVALID_INPUT',
    message: 'The event does not follow the contract.',
    details: { problems },
  })
}

/** Counts values and characters without recursion, and stops counting at the limit: 5 MB of `[[[` cost no more. */
function weighsMoreThan(limit: number, value: unknown): boolean {
  const unweighed = [value]
  let weight = 0
  while (unweighed.length > 0) {
    const next = unweighed.pop()
    weight += typeof next === 'string' ? 1 + next.length : 1
    if (weight > limit) return true
    if (Array.isArray(next)) {
      if (weight + next.length > limit) return true
      for (const item of next) unweighed.push(item)
    } else if (isRecord(next)) {
      for (const key in next) {
        weight += key.length
        if (weight > limit) return true
        unweighed.push(next[key])
      }
    }
  }
  return false
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
