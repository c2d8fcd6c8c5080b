import type { Plan, Step } from './step'

/** A plan as it is read: what is, what will be, and why; then what stops it, and what is left alone. */
export function planLines({ steps, stops, extras, notes }: Plan, env: string): string[] {
  return [
    ...(steps.length > 0
      ? [`Plan for ${env}:`, ...steps.map((step, at) => `${numbered(at)} ${stepLine(step)}`)]
      : []),
    ...stops.map((stop) => `By hand: ${stop}`),
    ...extras.map((extra) => `Left alone, not declared: ${extra}`),
    ...notes.map((note) => `Not done here: ${note}`),
  ]
}

export const stepLine = ({ what, is, willBe, why }: Step): string => `${what}: ${is} → ${willBe} (${why})`

const numbered = (at: number): string => String(at + 1).padStart(4) + '.'
