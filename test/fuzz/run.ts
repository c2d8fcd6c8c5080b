import * as fc from 'fast-check'
import { sequences, told, type Step } from './steps'
import { World } from './world'

/** What came of it: null, or how it failed. */
export interface Failure {
  seed: number
  /** How to run the shortest sequence again that fails. */
  path: string
  steps: Step[]
  what: string
}

/** Lives so many sequences of steps; stops at the first that fails, and shortens it. */
export async function fuzz(runs: number, seed: number): Promise<Failure | null> {
  const property = fc.asyncProperty(sequences, (steps) => new World().live(steps))
  const details = await fc.check(property, { seed, numRuns: runs })
  if (!details.failed) return null
  const [steps = []] = details.counterexample ?? []
  const what = details.errorInstance instanceof Error ? String(details.errorInstance.stack) : 'unknown'
  return { seed, path: details.counterexamplePath ?? '', steps, what }
}

/** A failure as one reads it, with the command that brings it back. */
export const report = ({ seed, steps, what }: Failure): string =>
  `${what}\n\nafter these steps of three phones:\n${told(steps)}\n\nAgain: npm run fuzz -- --seed ${seed}`
