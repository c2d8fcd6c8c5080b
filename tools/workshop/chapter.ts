import type { Classroom } from './classroom'
import type { Text } from './text'

export { text, type Text } from './text'

/** Something that a learner's code must do. */
export interface Check {
  /** Unique in its chapter. */
  id: string
  title: Text
  /** Whether it attacks: it shows what somebody else can do. */
  attack: boolean
  /** For a learner who is stuck. */
  hint: Text
  /** Tries it, and gives what was seen that should not be, or undefined when all is well. */
  run(classroom: Classroom): Promise<Text | undefined>
}

/** A naive answer that is kept with a chapter. */
export interface WrongAnswer {
  /** The check that it fails. */
  fails: string
  /** What that check has to say to the learner. */
  says: Text
}

/** A change of the product's sources: `find` must be there once. */
export interface Edit {
  file: string
  find: string
  put: string
}

export interface Chapter {
  /** The name of its folder. */
  id: string
  title: Text
  minutes: number
  /** The collections that its functions use. Each document in them belongs to somebody. */
  collections: readonly string[]
  checks: readonly Check[]
  /** The checks that fail before the learner has done anything; the others pass. */
  failAtStart: readonly string[]
  wrong: Readonly<Record<string, WrongAnswer>>
  /**
   * For a chapter about the product itself: the edits that make its start out of the product, and its wrong answers out of
   * its solution. The solution is the product, with what `extend` adds in a folder. Without all this the chapter's files lie
   * in its folder.
   */
  product?: {
    start: readonly Edit[]
    extend?: (folder: string) => Promise<void>
    wrong: Readonly<Record<string, readonly Edit[]>>
  }
}
