import { styleText } from 'node:util'
import type { RequestRecord, Trace, Violation } from './trace'
import type { Output } from './worker'

/** Prints what a function printed, its name before each line. */
export function printOutput({ function: name, stream, text }: Output): void {
  process[stream === 'out' ? 'stdout' : 'stderr'].write(text.replace(/^(?=.)/gm, `${name}: `))
}

/** Prints each violation that happens from now on, in red where the terminal has colours. */
export function printViolations(trace: Trace): void {
  trace.subscribe(({ type, record }) => {
    if (type !== 'request' || !record.violation) return
    const text = describeViolation(record, record.violation)
    console.error(process.stderr.isTTY ? styleText('red', text) : text)
  })
}

/** Which function did what to whose documents, why that is a violation, and how it ended; a few lines. */
export function describeViolation(request: RequestRecord, { why, owners }: Violation): string {
  const { function: name, caller, action, collection, query, update, error } = request
  const given = Object.entries({ query, update }).filter(([, value]) => value !== undefined)
  return [
    `Violation: ${name}, called by ${caller}, ${action} ${collection ?? ''}: ${why}.`,
    ...given.map(([field, value]) => `  ${field}: ${JSON.stringify(value)}`),
    `  documents of: ${owners.join(', ') || 'nobody'}`,
    `  ${error ? 'refused, nothing was read or written' : 'let through, since the watchman only reports'}`,
  ].join('\n')
}
