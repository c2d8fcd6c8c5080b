import '../support/page'
import { phone, wxCalls } from '../support/wx'
import { offline } from './given'

const heldBy = (openid: string) => () => ({ openid, appid: 'wx', unionid: null })
const page = { notes: [], nextCursor: 'c' }

/** Both modules as a new launch of the app has them, and two things that are kept. */
async function launch() {
  jest.resetModules()
  const holder = await import('../../miniprogram/common/holder')
  const kept = await import('../../miniprogram/common/kept')
  const list = new kept.Kept<{ notes: string[]; nextCursor: string | null }>('list')
  return { ...holder, ...kept, list, outbox: new kept.Kept<string[]>('outbox') }
}

describe('who holds the phone', () => {
  test('is unknown at first, then what the cloud says, also in the next launch', async () => {
    phone.cloud = heldBy('alice')
    const first = await launch()
    expect(first.currentHolder()).toBeNull()
    expect(await first.confirmHolder()).toBe('alice')
    expect(first.currentHolder()).toBe('alice')
    expect((await launch()).currentHolder()).toBe('alice')
  })

  test('is asked once in a launch, however many want to know', async () => {
    phone.cloud = heldBy('alice')
    const { confirmHolder } = await launch()
    await Promise.all([confirmHolder(), confirmHolder()])
    await confirmHolder()
    expect(wxCalls.callFunction).toHaveBeenCalledTimes(1)
  })

  test('is asked again when the cloud could not be reached', async () => {
    phone.cloud = offline
    const { confirmHolder } = await launch()
    await expect(confirmHolder()).rejects.toMatchObject({ code: 'NETWORK' })
    phone.cloud = heldBy('alice')
    expect(await confirmHolder()).toBe('alice')
  })

  test('is told to those who listen only when it is another than before', async () => {
    const told: (string | null)[][] = []
    for (const openid of ['alice', 'alice', 'bob']) {
      phone.cloud = heldBy(openid)
      const { confirmHolder, holderChanges } = await launch()
      holderChanges.subscribe(({ openid, former }) => told.push([openid, former]))
      await confirmHolder()
    }
    expect(told).toEqual([
      ['alice', null],
      ['bob', 'alice'],
    ])
  })

  test('is known for this launch even when the phone is full', async () => {
    phone.cloud = heldBy('alice')
    phone.storageFull = true
    const { confirmHolder, currentHolder } = await launch()
    expect(await confirmHolder()).toBe('alice')
    expect(currentHolder()).toBe('alice')
    expect((await launch()).currentHolder()).toBeNull()
  })
})

describe('what the phone keeps', () => {
  beforeEach(() => (phone.cloud = heldBy('alice')))

  test('is there again in the next launch, before the cloud has answered', async () => {
    const first = await launch()
    await first.confirmHolder()
    first.list.set(page)
    expect((await launch()).list.get()).toEqual(page)
  })

  test('is nothing while no holder is known', async () => {
    const { list, forgetAll } = await launch()
    list.set(page)
    expect(list.get()).toBeNull()
    forgetAll()
    expect(phone.storage.size).toBe(0)
  })

  test('is not shown to the next holder, and is there when the former is back', async () => {
    const alice = await launch()
    await alice.confirmHolder()
    alice.list.set(page)

    phone.cloud = heldBy('bob')
    const bob = await launch()
    await bob.confirmHolder()
    expect(bob.list.get()).toBeNull()
    bob.list.set({ notes: [], nextCursor: null })

    phone.cloud = heldBy('alice')
    const again = await launch()
    await again.confirmHolder()
    expect(again.list.get()).toEqual(page)
  })

  test('is given up without a word when the phone is full', async () => {
    const { confirmHolder, list } = await launch()
    await confirmHolder()
    phone.storageFull = true
    list.set(page)
    expect(list.get()).toBeNull()
  })

  test('can be taken away one by one', async () => {
    const { confirmHolder, list, outbox } = await launch()
    await confirmHolder()
    list.set(page)
    outbox.set(['k'])
    list.set(null)
    expect(list.get()).toBeNull()
    expect(outbox.get()).toEqual(['k'])
  })

  test('can be forgotten at once, and what others keep stays', async () => {
    const { confirmHolder, list, forgetAll, forgetting } = await launch()
    await confirmHolder()
    list.set(page)
    phone.storage.set('bob:list', '{}')
    const told = jest.fn()
    forgetting.subscribe(told)
    forgetAll()
    expect(told).toHaveBeenCalledTimes(1)
    expect(list.get()).toBeNull()
    expect([...phone.storage.keys()].sort()).toEqual(['bob:list', 'holder'])
  })
})
