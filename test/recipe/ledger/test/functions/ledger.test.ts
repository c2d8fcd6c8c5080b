import type { Contracts } from '../../shared/contracts'
import type { Entry } from '../../shared/ledger'
import { startCloud } from '../support/cloud'
import { accountOn, freshKey, functionOn, notesOn } from '../support/notes'

const cloud = startCloud()
const person = (name: string) => ({
  ledger: functionOn<Contracts['ledger']>(cloud.as(name), 'ledger'),
  account: accountOn(cloud.as(name)),
})
const [alice, bob] = [person('alice'), person('bob')]
const tea = { amountCents: 250, text: 'tea', date: '2026-03-09' }
const write = async ({ ledger }: typeof alice) =>
  (await ledger.get('create', { key: freshKey(), ...tea })).entry

/** Everything that an export gives, by collection. */
async function exported({ account }: typeof alice) {
  const all: Record<string, unknown[]> = {}
  let cursor: string | null | undefined
  do {
    const page = await account.get('export', cursor ? { cursor } : {})
    all[page.collection] = [...(all[page.collection] ?? []), ...page.documents]
    cursor = page.nextCursor
  } while (cursor !== null)
  return all
}

test('each operation is one request, served by an index', async () => {
  const { id } = await write(alice)
  await write(alice)
  const { nextCursor } = await alice.ledger.get('list', { limit: 1 })
  for (const work of [
    () => alice.ledger.get('create', { key: freshKey(), ...tea }),
    () => alice.ledger.get('list', {}),
    () => alice.ledger.get('list', { cursor: nextCursor ?? '' }),
    () => alice.ledger.get('update', { id, rev: 1, ...tea, amountCents: 300 }),
    () => alice.ledger.get('remove', { id, rev: 2 }),
  ]) {
    const before = cloud.trace.requests.length
    await work()
    const indexes = cloud.trace.requests.slice(before).map(({ index }) => index)
    expect(indexes).toHaveLength(1)
    expect(indexes).not.toContain('scan')
  }
})

test('an entry that was changed elsewhere is a conflict that shows it', async () => {
  const { id } = await write(alice)
  await alice.ledger.get('update', { id, rev: 1, ...tea, text: 'more tea' })
  const current: Partial<Entry> = { id, rev: 2, text: 'more tea' }
  expect(await alice.ledger.refused('update', { id, rev: 1, ...tea, text: 'coffee' })).toMatchObject({
    code: 'CONFLICT',
    details: { current },
  })
})

test('an export holds the entries beside the notes; they are counted, erased and imported, too', async () => {
  await notesOn(cloud.as('bob')).write('a note')
  const entries = [await write(bob), await write(bob)]
  const all = await exported(bob)
  expect(all['notes']).toMatchObject([{ title: 'a note' }])
  expect(all['ledger']).toHaveLength(2)
  expect(all['ledger']).toEqual(expect.arrayContaining(entries))
  expect((await bob.account.get('usage', {})).ledger).toEqual({ count: 2, characters: 6 })
  expect(await bob.account.get('erase', { confirm: 'erase everything' })).toEqual({ left: false })
  expect(await exported(bob)).toEqual({ notes: [], ledger: [] })
  const page = { collection: 'ledger' as const, documents: entries }
  expect(await bob.account.get('import', { page })).toEqual({ added: 2, present: 0 })
  expect(await bob.account.get('import', { page })).toEqual({ added: 0, present: 2 })
  const withoutRev = (some: unknown[] = []) => some.map((entry) => ({ ...Object(entry), rev: 0 }))
  const again = withoutRev((await exported(bob))['ledger'])
  expect(again).toHaveLength(2)
  expect(again).toEqual(expect.arrayContaining(withoutRev(entries)))
  expect((await exported(alice))['ledger']).not.toEqual([])
})
