import type { Usage } from '../../shared/account'
import { limits } from '../../shared/limits'
import type { Caller } from './caller'
import { notesOf } from './notes'

/** How much the caller keeps, the trash included. One request. */
export async function usageOf(caller: Caller): Promise<Usage> {
  const { count, sum } = await notesOf(caller).total('titleSize', 'bodySize')
  return { notes: count, characters: sum }
}

/** What this process lets each person add before it measures again. */
const allowances = new Map<string, Usage>()
const remembered = 10_000
/** So many notes at once: the less, the more often it is measured; the more, the further the limit may be overshot. */
const allowed = 100

/**
 * Takes one note of so many characters off what the caller may still add; false where there is no room for it. What the
 * caller keeps is measured once per process and person, then every hundred notes, and always before this gives false.
 *
 * A process does not see what others let in meanwhile: n processes at work for one person at once may together let in
 * 100 * (n - 1) notes too many, with all their characters, and no more. A note that grows later is never refused.
 */
export async function reserve(caller: Caller, characters: number): Promise<boolean> {
  // A person's sibling mini program adds to the same notes.
  const person = caller.unionid ?? caller.openid
  const allowance = allowances.get(person)
  if (allowance && take(allowance, characters)) return true
  const used = await usageOf(caller)
  const measured = {
    notes: Math.min(allowed, limits.notes - used.notes),
    characters: limits.characters - used.characters,
  }
  if (allowances.size >= remembered) allowances.clear()
  allowances.set(person, measured)
  return take(measured, characters)
}

function take(allowance: Usage, characters: number): boolean {
  if (allowance.notes < 1 || allowance.characters < characters) return false
  allowance.notes -= 1
  allowance.characters -= characters
  return true
}
