import * as fc from 'fast-check'
import { MemoryCloud } from '../support/memory-cloud'
import { startCloud } from '../support/cloud'
import { histories, settled } from '../support/histories'
import { everyone } from '../support/people'
import { whole } from '../support/scope'

/*
 * The phones are tested against a cloud in memory. Here both are asked the same, one call after another, and have to answer
 * the same, times included.
 */
const cloud = startCloud()
const people = ['alice', 'bob']
const began = 1_800_000_000_000
const seed = Number(process.env['MODEL_SEED'] ?? Date.now() % 1_000_000)

test(`the cloud in memory answers as the functions do (seed ${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(histories(people, 60), async (history) => {
      const memory = new MemoryCloud(began)
      const ask = async (by: string, name: string, event: object) => {
        const { openid } = everyone[by === 'alice' ? 'alice' : 'bob']
        const expected = memory.answer({ openid }, name, event)
        const answer = await cloud.as(by).call(name, { ...event }, { now: memory.now })
        expect({ event, answer: plain(answer) }).toEqual({ event, answer: plain(expected) })
      }
      for (const { intents } of history)
        for (const intent of intents) {
          const { action, ...input } = settled(intent, memory.notes, false)
          const { pages: _inOne, ...asked } = { pages: 1, ...input }
          // The phone always names the tags.
          const tags = action === 'create' ? { tags: [] } : {}
          await ask(intent.by, 'notes', { action, input: { ...asked, ...tags } })
          await ask(intent.by, 'account', { action: 'usage', input: {} })
        }
      for (const by of people) {
        await ask(by, 'notes', { action: 'list', input: { limit: 50 } })
        await ask(by, 'account', { action: 'erase', input: { confirm: 'erase everything' } })
        await ask(by, 'notes', { action: 'trash', input: {} })
      }
    }),
    // A history that fails leaves its notes behind, so a shorter one would fail for that alone.
    { seed, numRuns: whole ? 6 : 1, endOnFailure: true },
  )
})

/** Cursors are opaque, and each side has its own. */
const plain = (answer: unknown): unknown =>
  JSON.parse(JSON.stringify(answer), (key, value: unknown) =>
    key === 'nextCursor' ? value !== null : value,
  ) as unknown
