import * as fc from 'fast-check'
import { episodes } from './episodes'
import type { Network } from './phone'

/** What happens next, on one of the phones. `nth` chooses among what there is by then. */
export type Step = { phone: 0 | 1 | 2; nth: number } & Deed

export type Deed =
  | { does: 'type' | 'cut' | 'leave' | 'write' | 'open' | 'erase' | 'undo' | 'refresh' }
  /** Of a note of the list, or of the one on the screen. */
  | { does: 'pin' | 'pin shown' }
  | { does: 'trash' | 'trash listed'; confirms: boolean }
  | { does: 'restore' | 'destroy' }
  | { does: 'settle'; keeps: 'mine' | 'theirs' | 'both' }
  | { does: 'die' | 'die and come back' | 'change hands' }
  | { does: 'network'; network: Network }
  | { does: 'storage'; full: boolean }
  | { does: 'wait'; ms: number }

const network = fc.constantFrom<Network>('good', 'slow', 'off', 'deaf')
// 800 is when typing is sent, and a call takes 20 there and 20 back.
const ms = fc.constantFrom(0, 15, 30, 100, 310, 810, 830, 900, 3_000, 8_000, 30_000, 400_000)
const simple = (
  ...does: ('type' | 'cut' | 'leave' | 'write' | 'open' | 'pin' | 'pin shown' | 'undo' | 'refresh')[]
) => fc.record({ does: fc.constantFrom(...does) })

const happening = fc.oneof(
  { weight: 11, arbitrary: simple('type', 'type', 'type', 'write', 'open', 'open', 'leave', 'cut') },
  { weight: 2, arbitrary: simple('pin', 'pin shown') },
  { weight: 2, arbitrary: simple('undo', 'refresh') },
  { weight: 10, arbitrary: fc.record({ does: fc.constant('wait' as const), ms }) },
  { weight: 4, arbitrary: fc.record({ does: fc.constant('network' as const), network }) },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constantFrom('trash' as const, 'trash listed' as const),
      confirms: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constantFrom('restore' as const, 'destroy' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant('settle' as const),
      keeps: fc.constantFrom('mine' as const, 'theirs' as const, 'both' as const),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ does: fc.constantFrom('die' as const, 'die and come back' as const) }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('storage' as const), full: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constantFrom('erase' as const, 'change hands' as const) }) },
)

/** Two of the three phones are one person's, so that they meet in one note often. */
const step: fc.Arbitrary<Step> = fc
  .tuple(fc.constantFrom<0 | 1 | 2>(0, 0, 0, 1, 1, 2), fc.nat(9), happening)
  .map(([phone, nth, what]) => ({ phone, nth, ...what }))

/** An episode, or all but one step of it. */
const episode = fc.oneof(...episodes.map((steps) => fc.subarray(steps, { minLength: steps.length - 1 })))

/** A sequence of steps. */
export const sequences: fc.Arbitrary<Step[]> = fc
  .array(fc.oneof({ weight: 30, arbitrary: step.map((one) => [one]) }, { weight: 1, arbitrary: episode }), {
    minLength: 5,
    maxLength: 40,
    size: 'max',
  })
  .map((parts) => parts.flat())

/** A sequence as one reads it. */
export const told = (steps: Step[]): string =>
  steps
    .map(({ phone, nth, does, ...more }) => `  ${'ABC'[phone]} ${does} ${nth} ${JSON.stringify(more)}`)
    .join('\n')
