import { styleText } from 'node:util'
import type { RequestRecord, Trace, Violation } from './trace'
import type { Output } from './worker'

/** Prints a function's output with the function's name before each line. */
export function printOutput({ function: name, stream, text }: Output): void {
  process[stream === 'out' ? 'stdout' : 'stderr'].write(text.replace(/^(?=.)/gm, `${name}: `))
}

/** Prints each violation in the trace, those so far and each new one; in red where the terminal has colours. */
export function printViolations(trace: Trace): void {
  trace.subscribe(({ type, record }) => {
    if (type !== 'request' || !record.violation) return
    const text = describeViolation(record, record.violation)
    console.error(process.stderr.isTTY ? styleText('red', text) : text)
  })
}

/**
 * Gives a few lines about a violation: which function did what to whose documents, why that is a violation, and whether
 * it was refused.
 */
export function describeViolation(request: RequestRecord, { why, owners, lines }: Violation): string {
  const { function: name, caller, action, collection, query, update, error } = request
  const details = Object.entries({ query, update }).filter(([, value]) => value !== undefined)
  return [
    `Violation: ${name}, called by ${caller}, ${action} ${collection ?? ''}: ${why}.`,
    ...details.map(([field, value]) => `  ${field}: ${JSON.stringify(value)}`),
    ...lines.map((line, depth) => `  ${depth === 0 ? 'at' : 'from'} ${line}`),
    `  documents of: ${owners.join(', ') || 'nobody'}`,
    `  ${error ? 'refused, nothing was read or written' : 'let through, since the watchman only reports'}`,
  ].join('\n')
}
