import type { Answer } from '../../shared/answer'
import type { Note } from '../../shared/notes'
import type { NoteContent } from '../../miniprogram/services/notes'
import { pass } from '../support/page'
import { phone, tellNetwork, wxCalls } from '../support/wx'
import { asked, givenNotes, holder, later, note, offline, ok, refused } from './given'
import { die, launch } from './launch'

const id = 'a'.repeat(32)
const text = (title: string, more: Partial<NoteContent> = {}): NoteContent => ({
  ...{ title, body: '', tags: [], pinned: false },
  ...more,
})
const created = ({ key, ...content }: NoteContent & { key: string }) =>
  ok({ note: note({ ...content, id: key.padStart(32, '0').slice(-32) }) })
const written = (rev: number) => ok({ id, rev, updatedAt: Date.now() })
const conflict = (theirs: Note) => refused({ code: 'CONFLICT', message: '', details: { current: theirs } })
const titles = () => asked().map(([action, input]) => [action, (input as NoteContent).title])

beforeEach(() => {
  phone.storage.set('holder', JSON.stringify(holder))
  givenNotes({ create: created, update: ({ rev }) => written(rev + 1) })
})

describe('what was typed', () => {
  test('is sent shortly after typing rests, and nothing is left on the phone', async () => {
    const { Draft, write } = await launch()
    const draft = Draft.of(null)
    write(draft, text('Te'))
    write(draft, text('Tea'))
    await pass(799)
    expect(titles()).toEqual([])
    await pass(1)
    expect(titles()).toEqual([['create', 'Tea']])
    expect([...phone.storage.keys()]).toEqual(['holder'])
  })

  test('survives the death of the app a third of a second later, and is sent in the next launch', async () => {
    const { Draft, write } = await launch()
    write(Draft.of(null), text('Tea', { body: 'Green', tags: ['shop'], pinned: true }))
    await pass(300)
    die()
    const { sendNow } = await launch()
    await sendNow()
    expect(asked()).toMatchObject([['create', { title: 'Tea', body: 'Green', tags: ['shop'], pinned: true }]])
  })

  test('is kept at once when asked to, and while typing goes on without a pause', async () => {
    const { Draft, write, keepNow } = await launch()
    const draft = Draft.of(null)
    for (const title of ['T', 'Te', 'Tea']) {
      write(draft, text(title))
      await pass(200)
    }
    die()
    const second = await launch()
    expect(second.waitingNotes()).toMatchObject([{ title: 'Te' }])
    write(draft, text('Teas'))
    keepNow()
    expect((await launch()).waitingNotes()).toMatchObject([{ title: 'Teas' }])
  })

  test('waits as a list shows it, and is found under the id that it waits with', async () => {
    givenNotes({ create: offline })
    const { Draft, write, sendNow, waitingNotes, findDraft, changes } = await launch()
    const draft = Draft.of(null)
    write(draft, text('Tea', { body: ' Green ' }))
    await sendNow()
    expect(waitingNotes()).toEqual([
      {
        ...{ id: `new-${draft.key}`, title: 'Tea', excerpt: 'Green', tags: [], pinned: false, rev: 0 },
        ...{ boxes: 0, ticked: 0 },
        ...{ createdAt: draft.editedAt, updatedAt: draft.editedAt, deletedAt: null },
      },
    ])
    expect(changes).toEqual([{ kind: 'waiting', note: waitingNotes()[0] }])
    expect(findDraft(`new-${draft.key}`)).toBe(draft)

    givenNotes({ create: created })
    await sendNow()
    expect(changes.at(-1)).toMatchObject({
      kind: 'saved',
      wasWaiting: `new-${draft.key}`,
      note: { title: 'Tea' },
    })
    expect(waitingNotes()).toEqual([])
    expect(findDraft(`new-${draft.key}`)).toBeUndefined()
  })

  test('and was taken back before it was sent leaves nothing', async () => {
    givenNotes({})
    const { Draft, write, sendNow, waitingNotes } = await launch()
    const draft = Draft.of(note())
    write(draft, { ...draft.content, title: 'Teas' })
    write(draft, { ...draft.content, title: 'Tea' })
    await sendNow()
    expect(draft.state).toEqual({ kind: 'saved' })
    expect(waitingNotes()).toEqual([])
    expect([...phone.storage.keys()]).toEqual(['holder'])
  })

  test('stays in memory when the phone is full, and is sent all the same', async () => {
    const { Draft, write } = await launch()
    phone.storageFull = true
    write(Draft.of(null), text('Tea'))
    await pass(800)
    expect(titles()).toEqual([['create', 'Tea']])
  })
})

describe('what waits', () => {
  const three = async () => {
    givenNotes({ create: offline })
    const launched = await launch()
    for (const title of ['One', 'Two', 'Three']) launched.write(launched.Draft.of(null), text(title))
    await launched.sendNow()
    return launched
  }

  test('is tried no further than the first that cannot reach the cloud, and all of it shows as waiting', async () => {
    const { changes } = await three()
    expect(new Set(titles().map(([, title]) => title))).toEqual(new Set(['One']))
    expect(changes.map((change) => change.kind === 'waiting' && change.note.title)).toEqual([
      'One',
      'Two',
      'Three',
    ])
  })

  test('is sent in the order in which it was written, one at a time, when the network returns', async () => {
    await three()
    wxCalls.callFunction.mockClear()
    let running = 0
    const slow = later<null>()
    givenNotes({
      async create(input) {
        expect(++running).toBe(1)
        await slow.promise
        running--
        return created(input)
      },
    })
    tellNetwork(false)
    await pass()
    expect(titles()).toEqual([])
    tellNetwork(true)
    await pass()
    expect(titles()).toEqual([['create', 'One']])
    slow.fulfil(null)
    await pass()
    expect(titles()).toEqual([
      ['create', 'One'],
      ['create', 'Two'],
      ['create', 'Three'],
    ])
  })

  test('is in the same order after a restart, and what is written then comes last', async () => {
    await three()
    die()
    givenNotes({ create: created })
    wxCalls.callFunction.mockClear()
    const { Draft, write, waitingNotes } = await launch()
    expect(waitingNotes().map(({ title }) => title)).toEqual(['One', 'Two', 'Three'])
    write(Draft.of(null), text('Four'))
    await pass(800)
    expect(titles().map(([, title]) => title)).toEqual(['One', 'Two', 'Three', 'Four'])
  })

  test('is tried again by itself, after longer and longer pauses', async () => {
    await three()
    const pauses: number[] = []
    for (let waited = 0; pauses.length < 8; waited += 1000) {
      wxCalls.callFunction.mockClear()
      await pass(1000)
      if (titles().length === 0) continue
      pauses.push((waited + 1000) / 1000)
      waited = -1000
    }
    expect(pauses).toEqual([5, 10, 20, 40, 80, 160, 300, 300])
  })

  test.each(['INVALID_INPUT', 'LIMIT_EXCEEDED'] as const)(
    'is not held up by one that is refused with %s, which stays with its reason',
    async (code) => {
      const { sendNow, waitingNotes, findDraft } = await three()
      const failure =
        code === 'INVALID_INPUT' ? { code, message: '', details: { problems: [] } } : { code, message: '' }
      givenNotes({ create: (input) => (input.title === 'One' ? refused(failure) : created(input)) })
      await sendNow()
      const left = waitingNotes()
      expect(left.map(({ title }) => title)).toEqual(['One'])
      const draft = findDraft(left[0]?.id ?? '')
      expect(draft?.state).toMatchObject({ kind: 'unsaved', error: { code } })

      wxCalls.callFunction.mockClear()
      await sendNow()
      expect(titles()).toEqual([])
      draft?.retry()
      givenNotes({ create: created })
      await sendNow()
      expect(waitingNotes()).toEqual([])
    },
  )

  test('is not held up by a fault of the cloud in one of them, which is tried again later', async () => {
    const { sendNow, waitingNotes } = await three()
    const fault = refused({ code: 'INTERNAL', message: '', details: { requestId: '' } })
    givenNotes({ create: (input) => (input.title === 'One' ? fault : created(input)) })
    await sendNow()
    expect(waitingNotes().map(({ title }) => title)).toEqual(['One'])
    givenNotes({ create: created })
    await pass(10_000)
    expect(waitingNotes()).toEqual([])
  })

  test('is forgotten with everything else', async () => {
    const { forgetAll, waitingNotes, sendNow } = await three()
    forgetAll()
    givenNotes({})
    await sendNow()
    expect(waitingNotes()).toEqual([])
    expect([...phone.storage.keys()]).toEqual(['holder'])
  })

  test('and is let go of while it is on its way does not come back', async () => {
    const { Draft, write, sendNow, discard, waitingNotes } = await launch()
    const answer = later<Answer<never>>()
    givenNotes({ create: () => answer.promise })
    const draft = Draft.of(null)
    write(draft, text('Tea'))
    const sent = sendNow()
    await pass()
    discard(draft)
    answer.fulfil(refused({ code: 'LIMIT_EXCEEDED', message: '' }))
    await sent
    expect(waitingNotes()).toEqual([])
  })
})

describe('a phone that changes hands', () => {
  const heldBy = (openid: string) => {
    const { cloud } = phone
    phone.cloud = (name, data) =>
      name === 'getUserInfo' ? { openid, appid: 'wx', unionid: null } : cloud(name, data)
  }
  const aliceWaits = async () => {
    givenNotes({ create: offline })
    const { Draft, write, sendNow } = await launch()
    write(Draft.of(null), text('Alice’s'))
    await sendNow()
    die()
    wxCalls.callFunction.mockClear()
    givenNotes({ create: created })
  }

  test('sends nothing before the cloud has said who holds it', async () => {
    await aliceWaits()
    phone.cloud = offline
    const { sendNow, waitingNotes } = await launch()
    await sendNow()
    expect(asked()).toEqual([])
    expect(waitingNotes()).toHaveLength(1)
    givenNotes({ create: created })
    await pass(5_000)
    expect(titles()).toEqual([['create', 'Alice’s']])
  })

  test('sends nothing of the former holder and shows nothing of it; it is there when she is back', async () => {
    await aliceWaits()
    heldBy('oBOB')
    const bob = await launch()
    await bob.sendNow()
    expect(asked()).toEqual([])
    expect(bob.waitingNotes()).toEqual([])
    bob.write(bob.Draft.of(null), text('Bob’s'))
    await pass(800)
    expect(titles()).toEqual([['create', 'Bob’s']])

    heldBy(holder)
    const alice = await launch()
    await alice.sendNow()
    expect(titles().at(-1)).toEqual(['create', 'Alice’s'])
  })

  test('keeps for its first holder what was written before anybody was known', async () => {
    phone.storage.clear()
    phone.cloud = offline
    const { Draft, write, sendNow } = await launch()
    write(Draft.of(null), text('First'))
    await sendNow()
    expect([...phone.storage.keys()].every((key) => key.startsWith('unclaimed:'))).toBe(true)

    givenNotes({ create: offline })
    await sendNow()
    die()
    givenNotes({ create: created })
    wxCalls.callFunction.mockClear()
    const second = await launch()
    await second.sendNow()
    expect(titles()).toEqual([['create', 'First']])
  })
})

describe('a call that wrote and gave no answer', () => {
  /** A cloud that keeps notes, and whose answers get lost until it is told otherwise. */
  function cloudOutOfEarshot() {
    const cloud = { notes: new Map<string, Note>(), heard: false }
    const answer = <T>(value: T): T => {
      if (cloud.heard) return value
      throw { errMsg: 'cloud.callFunction:fail functions time limit exceeded', errCode: -504003 }
    }
    givenNotes({
      create({ key, ...content }) {
        const found = cloud.notes.get(key) ?? note({ ...content, id: key.padStart(32, '0').slice(-32) })
        cloud.notes.set(key, found)
        return answer(ok({ note: found }))
      },
      update({ id, rev, ...changes }) {
        const found = cloud.notes.get(id)
        if (!found) return answer(refused({ code: 'NOT_FOUND', message: '' }))
        if (found.rev !== rev) return answer(conflict(found))
        cloud.notes.set(id, { ...found, ...changes, rev: rev + 1 })
        return answer(written(rev + 1))
      },
    })
    return cloud
  }

  test('finds its note with the same key, and makes no second one', async () => {
    const cloud = cloudOutOfEarshot()
    const { Draft, write, sendNow } = await launch()
    const draft = Draft.of(null)
    write(draft, text('Tea'))
    await sendNow()
    expect(draft.state).toMatchObject({ kind: 'waiting', error: { code: 'TIMEOUT' } })
    cloud.heard = true
    await sendNow()
    expect(cloud.notes.size).toBe(1)
    expect(draft.state).toEqual({ kind: 'saved' })
  })

  test.each([false, true])(
    'is not taken for somebody else’s change, with more typed meanwhile (restarted: %s)',
    async (restarted) => {
      const cloud = cloudOutOfEarshot()
      cloud.notes.set(id, note())
      const first = await launch()
      const draft = first.Draft.of(note())
      first.write(draft, { ...draft.content, title: 'Coffee' })
      await first.sendNow()
      expect(draft.state).toMatchObject({ kind: 'waiting', error: { code: 'TIMEOUT' } })
      first.write(draft, { ...draft.content, title: 'Coffee!' })
      first.keepNow()
      if (restarted) die()
      const { sendNow, waitingNotes } = restarted ? await launch() : first
      cloud.heard = true
      await sendNow()
      expect(cloud.notes.get(id)).toMatchObject({ title: 'Coffee!', rev: 3 })
      expect(waitingNotes()).toEqual([])
    },
  )
})

describe('a note changed on two phones', () => {
  const base = note({ title: 'Tea', body: 'Green', tags: ['shop'] })
  const meet = async (mine: Partial<NoteContent>, theirs: Partial<Note>) => {
    const there = note({ ...base, rev: 5, updatedAt: 7, ...theirs })
    givenNotes({
      update: ({ rev, title }) =>
        rev !== 5 ? conflict(there) : title === undefined ? ok({ id, rev: 6 }) : written(6),
    })
    const launched = await launch()
    const draft = launched.Draft.of(base)
    launched.write(draft, { ...draft.content, ...mine })
    await launched.sendNow()
    return { draft, there, ...launched }
  }

  test('in the same text is a conflict, and nothing is sent before it is settled', async () => {
    const { draft, there, write, sendNow, waitingNotes } = await meet({ title: 'Mine' }, { body: 'Theirs' })
    expect(draft.state).toEqual({ kind: 'conflict', theirs: there })
    write(draft, { ...draft.content, title: 'Mine too' })
    await sendNow()
    expect(asked()).toHaveLength(1)
    expect(waitingNotes()).toMatchObject([{ title: 'Mine too' }])
  })

  test('is in conflict again after a restart', async () => {
    await meet({ title: 'Mine' }, { title: 'Theirs' })
    die()
    const { sendNow, findDraft } = await launch()
    await sendNow()
    expect(findDraft(id)?.state).toMatchObject({ kind: 'conflict', theirs: { title: 'Theirs' } })
  })

  test.each<[string, Partial<NoteContent>, Partial<Note>, Partial<NoteContent>]>([
    ['a pin there and a word here', { body: 'Black' }, { pinned: true }, { body: 'Black', pinned: true }],
    ['a tag there and a word here', { body: 'Black' }, { tags: ['x'] }, { body: 'Black', tags: ['x'] }],
    ['a word there and a pin here', { pinned: true }, { body: 'Black' }, { body: 'Black', pinned: true }],
    ['a word there and a tag here', { tags: [] }, { title: 'Tee' }, { title: 'Tee', tags: [] }],
  ])('is both at once with %s', async (_, mine, theirs, both) => {
    const { draft } = await meet(mine, theirs)
    expect(draft.state).toEqual({ kind: 'saved' })
    expect(draft.content).toEqual({ ...text('Tea', { body: 'Green', tags: ['shop'] }), ...both })
    expect(asked().at(-1)).toMatchObject(['update', { rev: 5 }])
  })

  test('in the same way is no conflict, and nothing more is sent', async () => {
    const { draft } = await meet({ body: 'Black' }, { body: 'Black' })
    expect(draft.state).toEqual({ kind: 'saved' })
    expect(asked()).toHaveLength(1)
  })

  test('in different tags is a conflict', async () => {
    expect((await meet({ tags: ['a'] }, { tags: ['b'] })).draft.state).toMatchObject({ kind: 'conflict' })
  })

  test('and deleted there stays here, as a note of its own when it is tried again', async () => {
    const { draft, changes, sendNow } = await meet({ body: 'Black' }, { deletedAt: 9 })
    expect(changes[0]).toEqual({ kind: 'removed', id })
    expect(draft.state).toMatchObject({ kind: 'unsaved', error: { code: 'NOT_FOUND' } })
    givenNotes({ create: created })
    draft.retry()
    await sendNow()
    expect(asked().at(-1)).toMatchObject(['create', { title: 'Tea', body: 'Black', tags: ['shop'] }])
    expect(draft.state).toEqual({ kind: 'saved' })
  })
})

describe('a note that was made by a lost call', () => {
  const lost = async (since: Partial<Note>) => {
    givenNotes({ create: offline })
    const launched = await launch()
    const draft = launched.Draft.of(null)
    launched.write(draft, text('Tea'))
    await launched.sendNow()
    givenNotes({
      create: (input) => ok({ note: { ...note(input), ...since } }),
      update: ({ rev }) => written(rev + 1),
    })
    wxCalls.callFunction.mockClear()
    launched.changes.length = 0
    return { draft, ...launched }
  }

  test('and changed elsewhere since is taken over as it is there', async () => {
    const { draft, sendNow } = await lost({ rev: 2, body: 'Theirs' })
    await sendNow()
    expect(draft.state).toEqual({ kind: 'saved' })
    expect(draft.content).toEqual(text('Tea', { body: 'Theirs' }))
    expect(asked()).toHaveLength(1)
  })

  test('and changed on both sides since is a conflict', async () => {
    const { draft, write, sendNow } = await lost({ rev: 2, body: 'Theirs' })
    write(draft, text('Tea', { body: 'Mine' }))
    await sendNow()
    expect(draft.state).toMatchObject({ kind: 'conflict', theirs: { rev: 2, body: 'Theirs' } })
    expect(asked()).toHaveLength(1)

    die()
    const next = await launch()
    await next.sendNow()
    const again = next.findDraft(draft.id)
    expect(again?.state.kind).toBe('conflict')
    expect(again?.content.body).toBe('Mine')
  })

  test('and deleted elsewhere since is made anew when it is tried again', async () => {
    const { draft, sendNow, changes } = await lost({ rev: 2, deletedAt: 9 })
    await sendNow()
    expect(draft.state).toMatchObject({ kind: 'unsaved', error: { code: 'NOT_FOUND' } })
    expect(changes.map(({ kind }) => kind)).toEqual(['removed', 'waiting'])
    givenNotes({ create: created })
    draft.retry()
    await sendNow()
    const keys = asked().map(([, input]) => (input as { key: string }).key)
    expect(new Set(keys).size).toBe(2)
    expect(draft.state).toEqual({ kind: 'saved' })
  })
})

describe('a pin', () => {
  test('is sent alone, and leaves the note’s time as it is', async () => {
    givenNotes({ update: () => ok({ id, rev: 2 }) })
    const { Draft, write, sendNow } = await launch()
    const draft = Draft.of(note({ updatedAt: 5 }))
    write(draft, { ...draft.content, pinned: true })
    await sendNow()
    expect(asked()).toEqual([['update', { id, rev: 1, pinned: true }]])
    expect(draft.note).toMatchObject({ rev: 2, pinned: true, updatedAt: 5 })
  })

  test('that is there already may come with other words, which are fetched and kept', async () => {
    const there = note({ rev: 3, pinned: true, body: 'Black', updatedAt: 9 })
    givenNotes({ update: () => ok({ id, rev: 3, updatedAt: 9 }), get: () => ok({ note: there }) })
    const { Draft, write, sendNow } = await launch()
    const draft = Draft.of(note({ updatedAt: 5 }))
    write(draft, { ...draft.content, pinned: true })
    await sendNow()
    expect(draft.content).toMatchObject({ body: 'Black', pinned: true })
    expect(draft.state).toEqual({ kind: 'saved' })
  })
})

test('the clock of the phone is never sent, and a wrong one changes nothing', async () => {
  const sentAt = async (now: number) => {
    jest.setSystemTime(now)
    wxCalls.callFunction.mockClear()
    jest.spyOn(Math, 'random').mockReturnValue(0.5)
    givenNotes({ create: created, update: ({ rev }) => ok({ id, rev: rev + 1, updatedAt: 7 }) })
    const { Draft, write, sendNow, waitingNotes } = await launch()
    for (const draft of [Draft.of(null), Draft.of(note({ updatedAt: 5 }))]) {
      write(draft, { ...draft.content, title: 'New' })
      await sendNow()
      expect(draft.state).toEqual({ kind: 'saved' })
    }
    expect(waitingNotes()).toEqual([])
    jest.mocked(Math.random).mockRestore()
    return asked()
  }
  const in2026 = await sentAt(Date.UTC(2026, 2, 10))
  expect(await sentAt(0)).toEqual(in2026)
  expect(await sentAt(Date.UTC(2099, 0, 1))).toEqual(in2026)
})
