import type { NoteContent } from '../../miniprogram/services/notes'
import { MemoryCloud } from '../support/memory-cloud'
import { pass } from '../support/page'
import { phone, wxCalls } from '../support/wx'
import { later, offline } from './given'
import { die, launch } from './launch'

const alice = { openid: 'oALICE' }
const bob = { openid: 'oBOB' }
const blank: NoteContent = { title: '', body: '', tags: [], pinned: false }
const body = (text: string): NoteContent => ({ ...blank, body: text })

let cloud: MemoryCloud
let answer: (name: string, event: unknown) => unknown
/** A connection that carries calls there, and loses the answers of these actions. */
const deaf =
  (...actions: string[]) =>
  (name: string, event: unknown) => {
    const result = cloud.answer(alice, name, event)
    return actions.includes(Object(event).action) ? offline() : result
  }
/** A connection on which the answers of this action never come. */
const silent = (action: string) => (name: string, event: unknown) => {
  const result = cloud.answer(alice, name, event)
  return Object(event).action === action ? new Promise<never>(() => {}) : result
}
const online = (name: string, event: unknown) => cloud.answer(alice, name, event)

beforeEach(() => {
  cloud = new MemoryCloud()
  phone.storage.set('holder', JSON.stringify(alice.openid))
  answer = online
  phone.cloud = (name, event) => answer(name, event)
})

/** Another phone of Alice's. */
const elsewhere = {
  async call(action: string, input: object, name = 'notes'): Promise<void> {
    const result = cloud.answer(alice, name, { action, input })
    expect(result).toMatchObject({ ok: true })
  },
  only: () => {
    const [note] = cloud.of(alice.openid)
    if (!note) throw new Error('there is no note')
    return note
  },
}
const live = () => cloud.notes.filter(({ deletedAt }) => deletedAt === null)
const bodies = () => live().map((note) => note.body)

/** A launch, with what pages import beside the outbox. */
async function open() {
  const launched = await launch()
  const { moveToTrash } = await import('../../miniprogram/stores/removal')
  const { eraseEverything } = await import('../../miniprogram/components/erase-card/erase')
  const { confirmHolder } = await import('../../miniprogram/common/holder')
  return { ...launched, moveToTrash, eraseEverything, confirmHolder }
}

describe('a create that was carried out, and whose answer was lost', () => {
  /** The phone dies between the create and its answer. */
  const milk = async () => {
    answer = silent('create')
    const first = await open()
    first.write(first.Draft.of(null), body('milk'))
    await pass(1_000)
    expect(bodies()).toEqual(['milk'])
    die()
    answer = offline
    const second = await open()
    const [waiting] = second.waitingNotes()
    const draft = second.findDraft(waiting?.id ?? '')
    if (!draft) throw new Error('nothing waits')
    return { ...second, draft }
  }

  /** The answer does not get to the phone, and the app goes on. */
  const milkInDoubt = async () => {
    answer = deaf('create')
    const app = await open()
    const draft = app.Draft.of(null)
    app.write(draft, body('milk'))
    await app.sendNow()
    return { ...app, draft }
  }

  test('loses nothing that is typed after a restart without a network', async () => {
    const { write, draft, sendNow } = await milk()
    write(draft, body('milk and bread'))
    await pass(2_000)
    answer = online
    await sendNow()
    expect(bodies()).toEqual(['milk and bread'])
    expect(draft.content.body).toBe('milk and bread')
  })

  test('nor while the cloud takes its time to say who holds the phone', async () => {
    const { write, draft } = await milk()
    const who = later<null>()
    answer = async (name, event) => {
      if (name === 'getUserInfo') await who.promise
      return online(name, event)
    }
    write(draft, body('milk and bread'))
    await pass(2_000)
    who.fulfil(null)
    await pass(0)
    expect(bodies()).toEqual(['milk and bread'])
  })

  test('and that is deleted then ends deleted in the cloud, also after a restart', async () => {
    const { draft, moveToTrash, waitingNotes } = await milkInDoubt()
    expect(await moveToTrash(draft)).toBe(true)
    expect(waitingNotes()).toEqual([])
    die()
    answer = online
    const next = await open()
    expect(next.waitingNotes()).toEqual([])
    await next.sendNow()
    expect(live()).toEqual([])
    expect(cloud.notes).toHaveLength(1)
  })

  test('and that is deleted then is not deleted if somebody types on in it', async () => {
    const { draft, write, sendNow, moveToTrash } = await milkInDoubt()
    await moveToTrash(draft)
    write(draft, body('milk, after all'))
    answer = online
    await sendNow()
    expect(bodies()).toEqual(['milk, after all'])
  })

  test('and that is deleted then stays deleted if somebody asks for it once more and then says no', async () => {
    const { draft, sendNow, moveToTrash } = await milkInDoubt()
    answer = offline
    expect(await moveToTrash(draft)).toBe(true)
    phone.modal = { confirm: false, cancel: true }
    await moveToTrash(draft)
    phone.modal = { confirm: true, cancel: false }
    answer = online
    await sendNow()
    expect(live()).toEqual([])
  })

  test('and that is deleted then is never live again, though everything was deleted on the other phone meanwhile', async () => {
    const { draft, sendNow, moveToTrash } = await milkInDoubt()
    answer = offline
    expect(await moveToTrash(draft)).toBe(true)
    await elsewhere.call('erase', { confirm: 'erase everything' }, 'account')
    const seen: string[] = []
    answer = (name, event) => {
      const result = online(name, event)
      seen.push(...bodies())
      return result
    }
    await sendNow()
    expect(seen).toEqual([])
    expect(live()).toEqual([])
  })

  test('and that is deleted then stays if it was changed elsewhere, which nobody here has seen', async () => {
    const { draft, sendNow, moveToTrash } = await milkInDoubt()
    const { id } = elsewhere.only()
    await elsewhere.call('update', { id, rev: 1, body: 'milk, and what Alice adds at home' })
    await moveToTrash(draft)
    answer = online
    await sendNow()
    expect(bodies()).toEqual(['milk, and what Alice adds at home'])
  })
})

describe('a create that the phone has forgotten, because its storage was full, and a text that was typed on from before', () => {
  const forgotten = async () => {
    const first = await open()
    const written = first.Draft.of(null)
    first.write(written, body('milk'))
    await pass(300)
    phone.storageFull = true
    answer = silent('create')
    first.write(written, body('milk and bread'))
    await pass(1_000)
    die()
    phone.storageFull = false
    answer = offline
    const second = await open()
    const draft = second.findDraft(second.waitingNotes()[0]?.id ?? '')
    if (draft?.content.body !== 'milk') throw new Error('something else waits')
    second.write(draft, body('milk and tea'))
    await pass(1_000)
    return { ...second, draft }
  }
  const asksBetween = async ({ draft, sendNow }: Awaited<ReturnType<typeof forgotten>>, theirs: string) => {
    answer = online
    await sendNow()
    expect(draft.state).toMatchObject({ kind: 'conflict', theirs: { body: theirs } })
    expect(draft.content.body).toBe('milk and tea')
    expect(bodies()).toEqual([theirs])
  }

  test('are both shown, and the person chooses', async () => {
    await asksBetween(await forgotten(), 'milk and bread')
  })

  test('also when the first answer since is lost as well', async () => {
    const phoneOfAlice = await forgotten()
    answer = deaf('create')
    await phoneOfAlice.sendNow()
    await asksBetween(phoneOfAlice, 'milk and bread')
  })

  test('also when that is lost, the phone dies once more, and the note was changed elsewhere meanwhile', async () => {
    const phoneOfAlice = await forgotten()
    answer = deaf('create')
    await phoneOfAlice.sendNow()
    die()
    await elsewhere.call('update', { id: elsewhere.only().id, rev: 1, body: 'milk, bread and butter' })
    answer = offline
    const { findDraft, sendNow } = await open()
    const draft = findDraft(phoneOfAlice.draft.id)
    if (!draft) throw new Error('nothing waits')
    await asksBetween({ ...phoneOfAlice, draft, sendNow }, 'milk, bread and butter')
  })

  test('go together when the person deletes the note: to the trash, as the cloud has it', async () => {
    const { draft, sendNow, moveToTrash } = await forgotten()
    answer = deaf('create')
    await sendNow()
    expect(await moveToTrash(draft)).toBe(true)
    answer = online
    await sendNow()
    expect(live()).toEqual([])
    expect(cloud.notes).toMatchObject([{ body: 'milk and bread' }])
  })

  test('also when the note was changed elsewhere meanwhile', async () => {
    const phoneOfAlice = await forgotten()
    await elsewhere.call('update', { id: elsewhere.only().id, rev: 1, body: 'milk, bread and butter' })
    await asksBetween(phoneOfAlice, 'milk, bread and butter')
  })
})

describe('a change that was carried out, and whose answer was lost', () => {
  const changed = async () => {
    await elsewhere.call('create', { key: 'elsewhere-0123456', ...body('Tea') })
    const { id } = elsewhere.only()
    answer = silent('update')
    const first = await open()
    first.write(first.Draft.of(elsewhere.only()), body('Tea and milk'))
    await pass(1_000)
    expect(bodies()).toEqual(['Tea and milk'])
    die()
    return id
  }

  test('is no conflict with oneself after the phone died', async () => {
    const id = await changed()
    answer = offline
    const { write, findDraft, sendNow } = await open()
    const draft = findDraft(id)
    if (!draft) throw new Error('nothing waits')
    write(draft, body('Tea and milk, please'))
    answer = online
    await sendNow()
    expect(draft.state).toEqual({ kind: 'saved' })
    expect(bodies()).toEqual(['Tea and milk, please'])
  })

  test('and that the other phone has put back is not written again: the person chooses', async () => {
    const id = await changed()
    await elsewhere.call('update', { id, rev: 2, body: 'Tea' })
    answer = online
    const { sendNow, findDraft } = await open()
    await sendNow()
    expect(bodies()).toEqual(['Tea'])
    expect(findDraft(id)?.state).toMatchObject({ kind: 'conflict', theirs: { body: 'Tea' } })
  })
})

describe('a note that was deleted on the other phone', () => {
  test('is not made again by itself after a restart, only when somebody asks', async () => {
    await elsewhere.call('create', { key: 'elsewhere-0123456', ...body('Tea') })
    const first = await open()
    const note = elsewhere.only()
    await elsewhere.call('remove', { id: note.id, rev: 1 })
    first.write(first.Draft.of(note), body('Tea and milk'))
    await first.sendNow()
    die()
    const { sendNow, waitingNotes, findDraft } = await open()
    await sendNow()
    await pass(600_000)
    expect(live()).toEqual([])
    const [kept] = waitingNotes()
    const draft = findDraft(kept?.id ?? '')
    expect(draft?.state).toMatchObject({ kind: 'unsaved', error: { code: 'NOT_FOUND' } })
    draft?.retry()
    await sendNow()
    expect(bodies()).toEqual(['Tea and milk'])
  })

  test('for good, while a change of it was under way and the phone died, is not made again either', async () => {
    await elsewhere.call('create', { key: 'elsewhere-0123456', ...body('Tea') })
    const note = elsewhere.only()
    answer = silent('update')
    const first = await open()
    first.write(first.Draft.of(note), body('Tea and milk'))
    await pass(1_000)
    die()
    await elsewhere.call('remove', { id: note.id, rev: 2 })
    await elsewhere.call('destroy', { id: note.id, rev: 3 })
    answer = online
    await (await open()).sendNow()
    die()
    await (await open()).sendNow()
    expect(cloud.notes).toEqual([])
  })
})

describe('deleting', () => {
  const tea = async () => {
    await elsewhere.call('create', { key: 'elsewhere-0123456', ...body('Tea') })
    const launched = await open()
    return { ...launched, draft: launched.Draft.of(elsewhere.only()) }
  }

  test('keeps what is typed while the answer is on its way', async () => {
    const { draft, write, moveToTrash, waitingNotes, sendNow } = await tea()
    const slow = later<null>()
    answer = async (name, event) => {
      const result = online(name, event)
      if (Object(event).action === 'remove') await slow.promise
      return result
    }
    const moved = moveToTrash(draft)
    await pass(0)
    write(draft, body('Tea, after all'))
    await pass(300)
    slow.fulfil(null)
    expect(await moved).toBe(false)
    expect(waitingNotes()).toMatchObject([{ excerpt: 'Tea, after all' }])
    expect(draft.state).toMatchObject({ kind: 'unsaved' })
    draft.retry()
    await sendNow()
    expect(bodies()).toEqual(['Tea, after all'])
  })

  test.each([true, false])(
    'asks before a change goes that the cloud has refused (answer: %s)',
    async (confirm) => {
      const { draft, write, moveToTrash, sendNow } = await tea()
      answer = (name, event) =>
        Object(event).action === 'update'
          ? { ok: false, error: { code: 'LIMIT_EXCEEDED', message: '' } }
          : online(name, event)
      write(draft, body('Tea and much more'))
      await sendNow()
      phone.modal = { confirm, cancel: !confirm }
      expect(await moveToTrash(draft)).toBe(confirm)
      expect(wxCalls.showModal).toHaveBeenCalledTimes(1)
      expect(live()).toHaveLength(confirm ? 0 : 1)
      if (!confirm) expect(draft.content.body).toBe('Tea and much more')
    },
  )
})

describe('deleting everything', () => {
  test('takes along what is on its way when it begins, and its second try', async () => {
    const { Draft, write, sendNow, eraseEverything, confirmHolder } = await open()
    await confirmHolder()
    const first = later<null>()
    let tries = 0
    answer = async (name, event) => {
      if (Object(event).action !== 'create') return online(name, event)
      if (tries++ === 0) {
        await first.promise
        return offline()
      }
      await pass(0)
      return online(name, event)
    }
    write(Draft.of(null), body('milk'))
    void sendNow()
    await pass(0)
    const erased = eraseEverything(() => true)
    await pass(0)
    first.fulfil(null)
    await pass(10)
    expect(await erased).toBe(true)
    await pass(600_000)
    expect(cloud.notes).toEqual([])
    expect([...phone.storage.keys()]).toEqual(['holder'])
  })

  test('waits for a call that the phone has given up waiting for', async () => {
    const { Draft, write, sendNow, eraseEverything, confirmHolder } = await open()
    await confirmHolder()
    const slow = later<null>()
    answer = async (name, event) => {
      if (Object(event).action === 'create') await slow.promise
      return online(name, event)
    }
    write(Draft.of(null), body('milk'))
    void sendNow()
    await pass(10_000)
    const erased = eraseEverything(() => true)
    await pass(1_000)
    slow.fulfil(null)
    expect(await erased).toBe(true)
    await pass(600_000)
    expect(cloud.notes).toEqual([])
  })

  test('leaves what is typed after it has begun, on the phone and in the cloud', async () => {
    await elsewhere.call('create', { key: 'elsewhere-0123456', ...body('Tea') })
    const { Draft, write, eraseEverything, confirmHolder } = await open()
    await confirmHolder()
    const slow = later<null>()
    answer = async (name, event) => {
      if (Object(event).action !== 'erase') return online(name, event)
      await slow.promise
      return online(name, event)
    }
    const erased = eraseEverything(() => true)
    await pass(0)
    write(Draft.of(null), body('A new beginning'))
    await pass(5_000)
    slow.fulfil(null)
    expect(await erased).toBe(true)
    await pass(5_000)
    expect(bodies()).toEqual(['A new beginning'])
  })

  test('twice at a time, and both end at the same moment: what was typed meanwhile is sent', async () => {
    const { Draft, write, eraseEverything, confirmHolder } = await open()
    await confirmHolder()
    const slow = later<null>()
    answer = async (name, event) => {
      if (Object(event).action !== 'erase') return online(name, event)
      await slow.promise
      return online(name, event)
    }
    const erased = [eraseEverything(() => true), eraseEverything(() => true)]
    await pass(0)
    write(Draft.of(null), body('A new beginning'))
    await pass(5_000)
    slow.fulfil(null)
    expect(await Promise.all(erased)).toEqual([true, true])
    await pass(5_000)
    expect(bodies()).toEqual(['A new beginning'])
  })
})

describe('a phone last held by another', () => {
  const asBob = (name: string, event: unknown) => cloud.answer(bob, name, event)

  test('keeps what is typed before the cloud says who holds it for who really does', async () => {
    answer = offline
    const { Draft, write, sendNow } = await open()
    write(Draft.of(null), body('Bob’s'))
    await pass(300)
    await sendNow()
    expect([...phone.storage.keys()].filter((key) => key.startsWith(alice.openid))).toEqual([])
    answer = asBob
    await sendNow()
    expect(cloud.of(bob.openid)).toMatchObject([{ body: 'Bob’s' }])
    die()
    answer = online
    await (await open()).sendNow()
    expect(cloud.of(alice.openid)).toEqual([])
  })

  test('sends what waits there for who really holds it, whoever asked the cloud', async () => {
    answer = offline
    const first = await open()
    await first.sendNow()
    answer = asBob
    await first.confirmHolder()
    answer = (name, event) => (Object(event).action === 'create' ? offline() : asBob(name, event))
    first.write(first.Draft.of(null), body('Bob’s'))
    await first.sendNow()
    die()

    phone.storage.set('holder', JSON.stringify(alice.openid))
    answer = asBob
    const second = await open()
    await second.confirmHolder()
    await pass(0)
    expect(cloud.of(bob.openid)).toMatchObject([{ body: 'Bob’s' }])
  })

  test('also when it dies before', async () => {
    answer = offline
    const { Draft, write } = await open()
    write(Draft.of(null), body('Bob’s'))
    await pass(300)
    die()
    answer = asBob
    await (await open()).sendNow()
    expect(cloud.notes).toMatchObject([{ openid: bob.openid, body: 'Bob’s' }])
  })
})

describe('a phone that was full', () => {
  test.each([
    ['known', 'oALICE'],
    ['not known yet', null],
  ])('keeps what was typed as soon as it is not, while its holder is %s', async (_, holder) => {
    if (holder === null) phone.storage.delete('holder')
    answer = offline
    const { Draft, write } = await open()
    const draft = Draft.of(null)
    write(draft, body('old'))
    await pass(1_000)
    phone.storageFull = true
    write(draft, body('new'))
    await pass(1_000)
    phone.storageFull = false
    await pass(2_000)
    die()
    expect((await open()).waitingNotes()).toMatchObject([{ excerpt: 'new' }])
  })

  test('and on which both versions are to be kept, lets go of none before its copy is kept', async () => {
    await elsewhere.call('create', { key: 'elsewhere-0123456', ...body('Tea') })
    const { id, ...note } = elsewhere.only()
    answer = offline
    const { Draft, write, sendNow, findDraft } = await open()
    write(Draft.of({ id, ...note }), body('Green tea'))
    await pass(1_000)
    await elsewhere.call('update', { id, rev: 1, body: 'Black tea' })
    answer = online
    await sendNow()
    const draft = findDraft(id)
    if (draft?.state.kind !== 'conflict') throw new Error('there is nothing to settle')
    answer = offline
    phone.storageFull = true
    const { settle } = await import('../../miniprogram/pages/conflict/settle')
    settle.both(draft)
    await pass(1_000)
    die()
    expect((await open()).waitingNotes()).toMatchObject([{ excerpt: 'Green tea' }])
  })
})

describe('two windows on one storage', () => {
  test('leave each other’s notes', async () => {
    answer = offline
    const one = await open()
    const two = await open()
    one.write(one.Draft.of(null), body('one'))
    await pass(300)
    two.write(two.Draft.of(null), body('two'))
    await pass(300)
    one.keepNow()
    die()
    expect((await open()).waitingNotes().map(({ excerpt }) => excerpt)).toEqual(['one', 'two'])
  })
})
