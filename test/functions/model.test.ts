import { isDeepStrictEqual } from 'node:util'
import * as fc from 'fast-check'
import { startCloud } from '../support/cloud'
import { histories, settled, type Moment } from '../support/histories'
import {
  ends,
  link,
  perform,
  type Kept,
  type Operation,
  type Outcome,
  type ReadingOfPages,
  type Step,
  type Who,
} from '../support/model'
import { notesOn } from '../support/notes'
import { everyone } from '../support/people'
import { whole } from '../support/scope'

/*
 * Random people do random things, one after another and at once, and each answer must be one that the model gives in some
 * order of what was done at once. `.ci/run` does ten times as much as `npm test`; one command does even more, another
 * repeats a run:
 *
 *   MODEL_OPERATIONS=50000 npx jest --selectProjects functions -- model
 *   MODEL_SEED=123 npx jest --selectProjects functions -- model
 */
const operations = Number(process.env['MODEL_OPERATIONS'] ?? (whole ? 6000 : 600))
const seed = Number(process.env['MODEL_SEED'] ?? Date.now() % 1_000_000)
/** Of one run: a moment is of 1.7 calls on average. */
const moments = 100
const runs = Math.ceil(operations / (1.5 * moments))

/** The same five people for each run anew, so that each begins without notes; some more for when a failure is narrowed down. */
const { alice, bob, carol } = everyone
const families = Array.from({ length: runs + 200 }, (_, run) => {
  const sibling = everyone['alice-sibling']
  const own = <P extends { openid: string; unionid?: string }>(one: P): P => ({
    ...one,
    openid: `${one.openid}-${run}`,
    ...(one.unionid && { unionid: `${one.unionid}-${run}` }),
  })
  const carolsSibling = { ...sibling.from, openid: 'oSIBLI0carol', unionid: carol.unionid }
  return {
    [`alice-${run}`]: own(alice),
    [`alice-sibling-${run}`]: { ...sibling, from: own(sibling.from) },
    [`bob-${run}`]: own(bob),
    [`carol-${run}`]: own(carol),
    [`carol-sibling-${run}`]: { ...sibling, from: own(carolsSibling) },
  }
})
const people = Object.assign({}, ...families)
const cloud = startCloud({ people })

type Phone = ReturnType<typeof notesOn>

/**
 * What really comes of it. The time of a change is seen when the note is read next; in which app a note was written has
 * tests of its own.
 */
async function answerTo(phone: Phone, op: Operation): Promise<Outcome> {
  if ('pages' in op) return { ok: await pages(phone, op) }
  const { action, ...input } = op
  const answer = await phone.send({ action, input })
  if (answer.ok) {
    const { updatedAt: _seenLater, writtenHere: _notHere, ...data } = Object(answer.data)
    return { ok: data }
  }
  const { code, details } = answer.error
  return code === 'CONFLICT' ? { refused: code, note: details.current } : { refused: code }
}

/** So many pages of a list as one, with bodies, which are as short here as their excerpts. */
async function pages(phone: Phone, { action, limit, pages: count }: ReadingOfPages) {
  const notes: object[] = []
  let cursor: string | null | undefined
  for (let page = 0; page < count && cursor !== null; page++) {
    const { notes: found, nextCursor } = await phone.get(
      action,
      cursor === undefined ? { limit } : { limit, cursor },
    )
    notes.push(...found.map(({ excerpt, boxes, ticked, ...note }) => ({ ...note, body: excerpt })))
    cursor = nextCursor
  }
  return { notes, more: cursor !== null }
}

/** A call as the model sees it: done when it is answered so, then linked. */
function stepsOf(who: Who, op: Operation, now: number, outcome: Outcome): Step[] {
  const id = 'ok' in outcome ? String(Object(Object(outcome.ok).note).id) : ''
  const done: Step = (notes) => {
    const [after, expected] = perform(notes, who, op, now, id)
    return isDeepStrictEqual(plain(expected), plain(outcome)) ? after : undefined
  }
  if ('ok' in outcome) return [done, (notes) => link(notes, who)]
  if (op.action !== 'create') return [done]
  // It met the note that an earlier call with this key had written, and then that was deleted for good.
  const isThere = (notes: Kept[]) => notes.some(({ openid, key }) => openid === who.openid && key === op.key)
  return [(notes) => (isThere(notes) ? notes : undefined), (notes) => (isThere(notes) ? undefined : notes)]
}
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

let calls = 0

async function live(family: number, history: Moment[]): Promise<void> {
  let possible: Kept[][] = [[]]
  let switches = 0
  for (const [at, { switched, intents }] of history.entries()) {
    const now = 1_800_000_000_000 + Math.floor(at / 3)
    // Carol's UNIONID comes once, and may go again; both her phones are there when it does.
    const carolsTurn = switched && switches < 2
    if (carolsTurn) cloud.cloud.setUnionid(`carol-${family}`, ++switches === 1)
    const done = await Promise.all(
      intents.map(async (intent) => {
        const key = `${carolsTurn ? 'carol' : intent.by}-${family}`
        const { from, openid, unionid } = people[key]
        const hidden = key === `carol-${family}` && switches !== 1
        const who: Who = from ?? { openid, unionid: hidden ? undefined : unionid }
        const phone = notesOn({ call: (name, event) => cloud.as(key).call(name, event, { now }) })
        const op = settled(intent, possible[0] ?? [], intents.length === 1)
        const outcome = await answerTo(phone, op)
        return { key, op, outcome, steps: stepsOf(who, op, now, outcome) }
      }),
    )
    calls += done.length
    const steps = done.map((call) => call.steps)
    const after = possible.flatMap((notes) => ends(notes, steps))
    if (after.length === 0)
      throw new Error(
        `No order explains these answers: ${JSON.stringify(done.map(({ key, op, outcome }) => ({ key, op, outcome })))}`,
      )
    possible = [...new Map(after.map((notes) => [JSON.stringify(notes), notes])).values()]
  }
}

test(
  `${operations} operations of five people are answered as the model says (seed ${seed})`,
  async () => {
    let family = 0
    await fc.assert(
      fc.asyncProperty(
        histories(['alice', 'alice-sibling', 'bob', 'carol', 'carol-sibling'], moments),
        async (history) => {
          fc.pre(family < families.length)
          await live(family++, history)
        },
      ),
      { seed, numRuns: runs },
    )
    expect(calls).toBeGreaterThanOrEqual(operations)
  },
  operations * 200,
)
