import type * as HolderModule from '../../miniprogram/stores/holder'
import type * as KeptModule from '../../miniprogram/stores/kept'
import '../support/page'
import { phone, wxCalls } from '../support/wx'
import { offline } from './given'

type Launched = typeof HolderModule & typeof KeptModule

const heldBy = (openid: string) => () => ({ openid, appid: 'wx', unionid: null })
const list = { notes: [], nextCursor: 'c' }

/** The two stores as a new launch of the app has them. */
async function launch(): Promise<Launched> {
  jest.resetModules()
  const holder = await import('../../miniprogram/stores/holder')
  return { ...holder, ...(await import('../../miniprogram/stores/kept')) }
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
      const { confirmHolder, onHolder } = await launch()
      onHolder((now, former) => told.push([now, former]))
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
    first.keep('list', list)
    expect((await launch()).kept('list')).toEqual(list)
  })

  test('is nothing while no holder is known', async () => {
    const { keep, kept, forgetAll } = await launch()
    keep('list', list)
    expect(kept('list')).toBeNull()
    forgetAll()
    expect(phone.storage.size).toBe(0)
  })

  test('is not shown to the next holder, and is there when the former is back', async () => {
    const alice = await launch()
    await alice.confirmHolder()
    alice.keep('list', list)

    phone.cloud = heldBy('bob')
    const bob = await launch()
    await bob.confirmHolder()
    expect(bob.kept('list')).toBeNull()
    bob.keep('list', { notes: [], nextCursor: null })

    phone.cloud = heldBy('alice')
    const again = await launch()
    await again.confirmHolder()
    expect(again.kept('list')).toEqual(list)
  })

  test('is given up without a word when the phone is full', async () => {
    const { confirmHolder, keep, kept } = await launch()
    await confirmHolder()
    phone.storageFull = true
    keep('list', list)
    expect(kept('list')).toBeNull()
  })

  test('can be taken away one by one', async () => {
    const { confirmHolder, keep, kept } = await launch()
    await confirmHolder()
    keep('list', list)
    keep('outbox', ['k'])
    keep('list', null)
    expect(kept('list')).toBeNull()
    expect(kept('outbox')).toEqual(['k'])
  })

  test('can be forgotten at once, and what others keep stays', async () => {
    const { confirmHolder, keep, kept, forgetAll, onForget } = await launch()
    await confirmHolder()
    keep('list', list)
    phone.storage.set('bob:list', '{}')
    const told = jest.fn()
    onForget(told)
    forgetAll()
    expect(told).toHaveBeenCalledTimes(1)
    expect(kept('list')).toBeNull()
    expect([...phone.storage.keys()].sort()).toEqual(['bob:list', 'holder'])
  })
})
