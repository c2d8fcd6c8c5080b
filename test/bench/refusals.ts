import { openEvent } from '../../cloudfunctions/common/event'
import { median } from './median'
import { serve } from './serve'

const malformed = [
  {},
  { action: 'list', input: { limit: { $gt: 0 } } },
  { action: 'create', input: { key: 'k'.repeat(16), title: '', body: 'x'.repeat(2_000_000) } },
  { action: 'create', input: { key: 'k'.repeat(16), title: '', body: '', tags: Array(100_000).fill('') } },
]

export interface RefusalTimes {
  /** Milliseconds over HTTP of the malformed event that takes longest, 2 MB ones among them. */
  slowest: number
  /** Milliseconds that a function takes to refuse 5 MB of nested arrays, once the platform has parsed them. */
  nested: number
}

/** What it takes to say no. */
export async function refusals(data: string): Promise<RefusalTimes> {
  const cloud = await serve(data, { quiet: true })
  const times = malformed.map(() => Array<number>())
  for (let round = 0; round < 15; round++)
    for (const [i, event] of malformed.entries()) {
      const started = performance.now()
      const { result } = await cloud.call('notes', event)
      times[i]?.push(performance.now() - started)
      if (result?.ok !== false) throw new Error(`Not refused: ${JSON.stringify(event).slice(0, 80)}`)
    }
  await cloud.stop()
  return { slowest: Math.max(...times.map(median)), nested: median(Array.from({ length: 15 }, refuseNested)) }
}

function refuseNested(): number {
  let input: unknown = 0
  for (let i = 0; i < 2_500_000; i++) input = [input]
  const started = performance.now()
  try {
    openEvent({ action: 'list', input }, ['list'])
  } catch {
    return performance.now() - started
  }
  throw new Error('5 MB of nested arrays were let in.')
}
