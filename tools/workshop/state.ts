import type { Text } from './text'

/** What the page beside the phones shows. */
export interface State {
  chapter: string
  /** The learner's folder, as one would type it. */
  folder: string
  chapters: { id: string; title: Text; minutes: number; done: boolean }[]
  checks: {
    id: string
    title: Text
    attack: boolean
    hint: Text
    state: 'waiting' | 'passed' | 'failed'
    seen?: Text | undefined
  }[]
  /** Why the learner's files could not be built. */
  broken?: string
}

/** A file in which the solution of a chapter differs from a learner's, with its lines as a diff shows them. */
export interface Difference {
  file: string
  /** Each begins with `+`, `-` or a space. */
  lines: string[]
}
