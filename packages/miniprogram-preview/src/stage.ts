import type { Language } from './program'

/*
 * What a project may tell the desk about its own app. The preview knows no app, so it asks at the same address:
 *
 *   GET  /stage               what the desk is to say and to offer: `Stage`
 *   POST /stage/samples       `{ language }`: writes sample documents; a second time changes nothing
 *   POST /stage/attacks/KEY   `{ language }`: aims the attack and gives the call to be made: `AimedCall`
 *   POST /stage/filter        `{ "removed": true }` or false: the functions without the line of `Filter`, and back
 *
 * If nothing answers /stage, the desk shows phones and calls alone.
 */

/** A text in each language of the desk. */
export type Text = Record<Language, string>

export interface Stage {
  /** What there is to see, in one sentence: the heading of the page. */
  claim: Text
  /** One or two sentences more. */
  explanation: Text
  /** Calls that any page makes and that say little, like `getUserInfo` or `notes.tags`. The desk folds them together. */
  quiet: string[]
  /** Who attacks whom, in one sentence. */
  attack: Text
  attacks: Attack[]
  filter: Filter
}

/** A way to get at somebody else's documents. */
export interface Attack {
  key: string
  title: Text
  /** What is tried. */
  how: Text
  /** Why it comes to nothing. */
  why: Text
}

/** The call of an attack. */
export interface AimedCall {
  /** The attacker's key. */
  person: string
  function: string
  event: object
  /** What the attack is after, as its owner would call it. */
  target: string
}

/** The line of the functions without which everybody reaches everybody's documents. */
export interface Filter {
  file: string
  /** Counted from 1. */
  line: number
  code: string
  /** Whether the functions run without it now. */
  removed: boolean
}
