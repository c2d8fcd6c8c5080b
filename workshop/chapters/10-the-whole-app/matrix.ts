import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Target } from '../../../test/collections/sample'
import type * as attackersRoom from '../../../test/support/attackers'
import type * as attacksRoom from '../../../test/support/attacks'
import type * as operationsRoom from '../../../test/support/operations'
import { text, type Text } from '../../../tools/workshop/chapter'
import type { Classroom } from '../../../tools/workshop/classroom'

type Matrix = typeof operationsRoom & typeof attacksRoom & typeof attackersRoom

/** Frozen, so that an answer does not depend on when it was given. */
const now = 1_010_000

/** The learner's own rows. Each build is a module of its own, or Node would give the first one again. */
const load = ({ built }: Classroom): Promise<Matrix> =>
  import(`${pathToFileURL(path.join(built, 'matrix/index.mjs')).href}?at=${Date.now()}`) as Promise<Matrix>

/**
 * Attacks every operation of the learner's own collection, which is the first one beside the notes, in every way of the
 * matrix. Gives what somebody got, or what is missing.
 */
export async function attackOwnCollection(classroom: Classroom): Promise<Text | undefined> {
  const matrix = await load(classroom)
  const collection = matrix.owned.find((name) => name !== 'notes')
  const before = matrix.operationsOn('notes').length
  if (collection === undefined)
    return text(
      `All operations of the matrix are aimed at notes. It does not know a collection of yours yet: it asks shared/export-pages.ts.`,
      `矩阵里的操作都是针对笔记的。它还不认识你的集合：它看的是 shared/export-pages.ts。`,
    )
  const operations = matrix.operationsOn(collection).filter(({ name }) => name === collection)
  if (operations.length === 0)
    return text(
      `There is no contract ${collection} in shared/contracts.ts, so nobody can call it.`,
      `shared/contracts.ts 里没有 ${collection} 的契约，谁也调用不了。`,
    )

  const create = async (number: number): Promise<Target> => {
    const key = `workshop-ledger-key-${number}`
    const input = matrix.creationOf(collection, key, matrix.mark)
    const { result, message } = await classroom.call('alice', collection, { action: 'create', input }, now)
    const [document] = Object.values(Object((result as { data?: unknown } | undefined)?.data))
    const { id, rev } = Object(document) as { id?: string; rev?: number }
    if (id === undefined || rev === undefined)
      throw new Error(`${collection}.create: ${message || JSON.stringify(result)}`)
    return { collection, id, rev, key, time: now }
  }
  const pair = (target: Target) => ({
    target,
    twin: {
      ...target,
      id: target.id.replace(/.$/, (digit) => (digit === '0' ? '1' : '0')),
      key: `${target.key}-twin`,
    },
  })
  const [foreign, deleted] = [await create(1), await create(2)]
  const { id, rev } = deleted
  await classroom.call('alice', collection, { action: 'remove', input: { id, rev } }, now)
  const targets = {
    foreign: pair(foreign),
    deleted: pair(deleted),
    absent: pair({ ...foreign, id: '5'.repeat(32) }),
  }
  const alices = async () => {
    const owned = (await classroom.documents(collection)).filter(
      ({ _openid }) => _openid === classroom.people.alice?.openid,
    )
    return JSON.stringify(owned)
  }
  const atFirst = await alices()

  let count = 0
  const attack = async (who: string, event: object): Promise<string> => {
    count++
    const { result, message } = await classroom.call(who, collection, { ...event }, now)
    return JSON.stringify(result ?? message)
  }
  const blotted = (answer: string) => answer.replace(/\b[0-9a-f]{32}\b/g, 'id')
  for (const { label, action, takes, input } of operations) {
    for (const attacksOf of Object.values(matrix.ways)) {
      for (const { event, ...expected } of attacksOf({ action, takes, input, ...targets })) {
        const answer = await attack('bob', event)
        if ([matrix.mark, foreign.id, deleted.id].some((secret) => answer.includes(secret)))
          return text(
            `Bob got an entry of Alice’s through ${label}.`,
            `Bob 通过 ${label} 拿到了 Alice 的数据。`,
          )
        if (expected.ends === 'malformed' && !answer.includes('INVALID_INPUT'))
          return text(
            `${label} took what its contract does not name: ${JSON.stringify(event)}`,
            `${label} 接受了契约里没有写明的东西：${JSON.stringify(event)}`,
          )
        if (expected.ends === 'as twin' && blotted(answer) !== blotted(await attack('bob', expected.twin)))
          return text(
            `${label} answers Bob otherwise where Alice has something than where nothing is.`,
            `Alice 有数据和没有数据时，${label} 给 Bob 的回答不一样。`,
          )
      }
    }
    for (const who of ['mallory', 'timer'])
      if (!(await attack(who, { action, input: input(foreign) })).includes('FORBIDDEN_CALLER'))
        return text(`${label} let ${who} in.`, `${label} 让 ${who} 进来了。`)
  }
  if ((await alices()) !== atFirst)
    return text(
      `After the attacks Alice’s ${collection} is not as it was.`,
      `攻击之后，Alice 的 ${collection} 变了。`,
    )
  if (classroom.requests().some(({ collection: name, index }) => name === collection && index === 'scan'))
    return text(
      `A query of ${collection} reads the whole collection: its indexes are missing in cloudbase/collections.json.`,
      `${collection} 有查询读了整个集合：cloudbase/collections.json 里缺少它的索引。`,
    )
  const after = before + matrix.operationsOn(collection).length
  classroom.say(
    text(
      `The matrix has grown from ${before} operations to ${after}. Just now ${count} attacks were aimed at ${collection}, and nobody got anything.`,
      `矩阵从 ${before} 个操作变成了 ${after} 个。刚才对 ${collection} 攻击了 ${count} 次，谁也没有得手。`,
    ),
  )
  return undefined
}
