import type { Note } from '../../shared/notes'
import { pass } from '../support/page'
import { phone, wxCalls } from '../support/wx'
import { holder, later, note, ok, offline, refused, summary } from './given'

const id = (n: number) => n.toString(16).padStart(32, '0')
const whole = (n: number, fields: Partial<Note> = {}) => note({ id: id(n), title: `Note ${n}`, ...fields })
const listed = ({ body: _, ...head }: Note) => summary(head)

/** What the cloud has, and who it says holds the phone. */
let cloud: Note[]
let who: string
beforeEach(() => {
  cloud = [whole(1), whole(2), whole(3)]
  who = holder
  phone.cloud = (name, event) => {
    if (name === 'getUserInfo') return { openid: who, appid: 'wx', unionid: null }
    const { action, input } = event as { action: string; input: { id: string; ids: string[] } }
    if (action === 'read') return ok({ notes: cloud.filter(({ id }) => input.ids.includes(id)) })
    const found = cloud.find(({ id }) => id === input.id)
    return found ? ok({ note: found }) : refused({ code: 'NOT_FOUND', message: '' })
  }
})

/** A launch of the app; the cloud has said who holds the phone, unless it cannot be reached. */
async function launch() {
  jest.resetModules()
  const store = await import('../../miniprogram/stores/kept-notes')
  const { noteChanges } = await import('../../miniprogram/stores/changes')
  const { confirmHolder } = await import('../../miniprogram/common/holder')
  const kept = await import('../../miniprogram/common/kept')
  const { Draft } = await import('../../miniprogram/stores/draft')
  store.startKeepingNotes()
  return { ...store, ...kept, noteChanges, confirmHolder, Draft }
}
async function launchKnown() {
  const app = await launch()
  await app.confirmHolder()
  return app
}
const reads = () =>
  wxCalls.callFunction.mock.calls.flatMap(([{ data }]) => {
    const { action, input } = data as { action?: string; input: { ids: string[] } }
    return action === 'read' ? [input.ids] : []
  })
const onPhone = () => [...phone.storage].filter(([key]) => key.includes('note:')).map(([, value]) => value)

describe('a note is kept on the phone', () => {
  test('once it was opened, and can be read in the next launch without a network', async () => {
    const app = await launchKnown()
    await app.openNote(id(1))
    phone.cloud = offline
    expect((await launch()).keptNote(id(1))).toEqual(whole(1))
    expect((await launch()).keptNote(id(2))).toBeNull()
  })

  test('once it was listed: what is missing, or was changed elsewhere, is read at once', async () => {
    const app = await launchKnown()
    app.keepListed(cloud.map(listed))
    await pass()
    expect(app.keptNotes()).toEqual(cloud)
    cloud = [whole(1), whole(2, { rev: 2, body: 'Changed' }), whole(3)]
    app.keepListed(cloud.map(listed))
    await pass()
    expect(reads()).toEqual([[id(1), id(2), id(3)], [id(2)]])
    expect(app.keptNote(id(2))?.body).toBe('Changed')
  })

  test('once it was saved from here', async () => {
    const app = await launchKnown()
    app.Draft.of(whole(1)).tell({ kind: 'asked again' })
    expect(app.keptNote(id(1))).toEqual(whole(1))
  })

  test('for its holder alone: never before the cloud has said who that is', async () => {
    phone.storage.set('holder', JSON.stringify('oBOB'))
    const app = await launch()
    await app.openNote(id(1))
    expect(onPhone()).toEqual([])
  })

  test('as long as there is room for it, and goes when newer ones need the room', async () => {
    const app = await launchKnown()
    cloud = Array.from({ length: 60 }, (_, n) => whole(n, { body: '茶'.repeat(20_000) }))
    for (const { id } of cloud) await app.openNote(id)
    const bytes = onPhone().reduce((sum, text) => sum + Buffer.byteLength(text), 0)
    expect(bytes).toBeLessThan(3_000_000)
    expect(bytes).toBeGreaterThan(2_800_000)
    expect(app.keptNote(id(59))).not.toBeNull()
    expect(app.keptNote(id(0))).toBeNull()
  })

  test('from a list only while there is room, so that what was opened stays', async () => {
    const app = await launchKnown()
    cloud = Array.from({ length: 80 }, (_, n) => whole(n, { body: '茶'.repeat(20_000) }))
    await app.openNote(id(79))
    app.keepListed(cloud.slice(0, 79).map(listed))
    await pass()
    expect(app.keptNote(id(79))).not.toBeNull()
    const before = reads().length
    app.keepListed(cloud.slice(0, 79).map(listed))
    await pass()
    expect(reads()).toHaveLength(before)
  })

  test('and where the storage is full nothing breaks', async () => {
    const app = await launchKnown()
    phone.storageFull = true
    expect(await app.openNote(id(1))).toEqual(whole(1))
    expect(app.keptNotes()).toEqual([])
  })
})

describe('a note leaves the phone', () => {
  const keepAll = async () => {
    const app = await launchKnown()
    app.keepListed(cloud.map(listed))
    await pass()
    expect(onPhone()).toHaveLength(3)
    return app
  }

  test('when it is moved to the trash here', async () => {
    const app = await keepAll()
    app.noteChanges.emit({ kind: 'removed', id: id(2) })
    expect(app.keptNotes()).toEqual([whole(1), whole(3)])
    expect(onPhone().join()).not.toContain('Note 2')
  })

  test('when it is opened and was destroyed elsewhere, or lies in the trash', async () => {
    const app = await keepAll()
    cloud = [whole(1, { deletedAt: 1 })]
    await app.openNote(id(1))
    await expect(app.openNote(id(2))).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(app.keptNotes()).toEqual([whole(3)])
  })

  test('when the list shows that it is gone', async () => {
    cloud = [1, 2, 3].map((n) => whole(n, { updatedAt: Date.now() - n }))
    const app = await keepAll()
    const [one, , three] = cloud as [Note, Note, Note]
    app.letGoUnlisted([listed(one)], false)
    expect(app.keptNotes()).toHaveLength(3)
    app.letGoUnlisted([listed(one), listed(three)], false)
    expect(app.keptNotes()).toEqual([one, three])
    app.letGoUnlisted([], true)
    expect(onPhone()).toEqual([])
  })

  test('when somebody else holds the phone', async () => {
    await keepAll()
    who = 'oBOB'
    const bobs = await launchKnown()
    expect(bobs.keptNotes()).toEqual([])
    expect(onPhone()).toEqual([])
  })

  test('when everything is deleted, also what is still on its way to the phone', async () => {
    const app = await keepAll()
    const late = later<unknown>()
    const { cloud: answering } = phone
    phone.cloud = (name, event) =>
      (event as { action?: string }).action ? late.promise : answering(name, event)
    const opening = app.openNote(id(1))
    app.keepListed([listed(whole(4))])
    await pass()
    app.forgetAll()
    expect(onPhone()).toEqual([])
    late.fulfil(ok({ note: whole(1), notes: [whole(4)] }))
    await opening
    await pass()
    expect(onPhone()).toEqual([])
  })

  test('when the last part of everything was deleted, if it came meanwhile', async () => {
    const app = await keepAll()
    app.forgetAll()
    await app.openNote(id(1))
    app.forgetCopies()
    expect(onPhone()).toEqual([])
  })
})
