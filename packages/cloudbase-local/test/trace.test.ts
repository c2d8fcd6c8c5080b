import { Trace, type CallRecord } from '../src/trace'

const call = (at: number, event: unknown = {}): CallRecord => ({
  at,
  invocation: String(at),
  function: 'any',
  person: 'alice',
  event,
  ms: 1,
  roundTrips: 0,
  violations: 0,
})

const traceOf = (count: number, event?: unknown) => {
  const trace = new Trace()
  for (let at = 0; at < count; at++) trace.add({ type: 'call', record: call(at, event) })
  return trace.calls.map(({ at }) => at)
}

test('the trace keeps the latest 2,000 entries', () => {
  const kept = traceOf(2_500)
  expect(kept).toHaveLength(2_000)
  expect(kept.at(-1)).toBe(2_499)
})

test('and of large ones those that have 32 million characters together', () => {
  expect(traceOf(20, 'x'.repeat(5_000_000))).toEqual([14, 15, 16, 17, 18, 19])
})

test('one that is larger by itself is kept until the next', () => {
  expect(traceOf(3, 'x'.repeat(33_000_000))).toEqual([2])
})
