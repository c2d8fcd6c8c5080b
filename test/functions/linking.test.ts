import people from '../../tools/people.json'
import { startCloud } from '../support/cloud'
import { notesOn } from '../support/notes'

/** Carol on a sibling mini program, with the UNIONID she is to get, and another person there who has one too. */
const everyone = {
  ...people,
  'carol-sibling': {
    name: 'Carol',
    appid: people.carol.appid,
    from: {
      appid: people['alice-sibling'].from.appid,
      openid: 'oSIBLI0carol',
      unionid: people.carol.unionid,
    },
  },
}
const cloud = startCloud({ people: everyone })
const phone = (who: keyof typeof everyone) => notesOn(cloud.as(who))
const titles = async (who: keyof typeof everyone) =>
  (await phone(who).get('list', {})).notes.map(({ title }) => title).sort()

describe('Alice uses this mini program and its sibling, with one UNIONID', () => {
  test('is told in which of the two a note was written last, and a pin is no writing', async () => {
    const { id } = await phone('alice').write('where')
    const here = async (who: Parameters<typeof phone>[0]) => (await phone(who).get('get', { id })).writtenHere
    expect([await here('alice'), await here('alice-sibling')]).toEqual([true, false])
    await phone('alice-sibling').get('update', { id, rev: 1, pinned: true })
    expect([await here('alice'), await here('alice-sibling')]).toEqual([true, false])
    await phone('alice-sibling').get('update', { id, rev: 2, title: 'there' })
    expect([await here('alice'), await here('alice-sibling')]).toEqual([false, true])
    await phone('alice').get('remove', { id, rev: 3 })
    await phone('alice').get('destroy', { id, rev: 4 })
  })

  test('her notes form one list, each shown once, whichever she opens', async () => {
    await phone('alice').write('from here')
    await phone('alice-sibling').write('from there')
    expect(await titles('alice')).toEqual(['from here', 'from there'])
    expect(await titles('alice-sibling')).toEqual(['from here', 'from there'])
  })

  test('each note may be opened, changed, removed, restored and destroyed from both', async () => {
    const { id } = await phone('alice').write('shared')
    await phone('alice-sibling').get('update', { id, rev: 1, body: 'from the sibling' })
    expect((await phone('alice').get('get', { id })).note).toMatchObject({ body: 'from the sibling', rev: 2 })
    await phone('alice-sibling').get('remove', { id, rev: 2 })
    expect(await phone('alice').get('restore', { id, rev: 3 })).toEqual({ id, rev: 4 })
    await phone('alice').get('remove', { id, rev: 4 })
    await phone('alice-sibling').get('destroy', { id, rev: 5 })
    expect(await phone('alice').refused('get', { id })).toMatchObject({ code: 'NOT_FOUND' })
  })

  test('somebody without her UNIONID sees none of them', async () => {
    expect(await titles('bob')).toEqual([])
    expect(await titles('carol-sibling')).toEqual([])
  })
})

describe('Carol gets her UNIONID while she uses the app', () => {
  beforeAll(async () => {
    for (let i = 0; i < 3; i++) await phone('carol').write(`early ${i}`)
  })

  test('before, her sibling app knows nothing of her notes', async () => {
    expect(await titles('carol-sibling')).toEqual([])
  })

  test('her first call that carries it and succeeds, whatever it is, links her earlier notes', async () => {
    cloud.cloud.setUnionid('carol', true)
    await phone('carol').write('late')
    expect(await titles('carol-sibling')).toEqual(['early 0', 'early 1', 'early 2', 'late'])
    expect(await titles('carol')).toEqual(['early 0', 'early 1', 'early 2', 'late'])
  })

  test('it costs one request, once: the process remembers', async () => {
    await phone('carol').get('list', {})
    const before = cloud.trace.requests.length
    await phone('carol').get('list', {})
    expect(cloud.trace.requests.length - before).toBe(1)
  })

  test('a new process asks once more, and changes nothing', async () => {
    const { notes } = await phone('carol').get('list', {})
    cloud.cloud.reload()
    const before = cloud.trace.requests.length
    expect((await phone('carol').get('list', {})).notes).toEqual(notes)
    const [list, link] = cloud.trace.requests.slice(before)
    expect(link).toMatchObject({ action: 'database.modifyDocument', examined: 0, changed: 0 })
    expect(list).toMatchObject({ action: 'database.getDocument' })
  })

  test('two first calls at once link as one does', async () => {
    cloud.cloud.setUnionid('carol', false)
    const { id } = await phone('carol').write('between')
    cloud.cloud.setUnionid('carol', true)
    cloud.cloud.reload()
    await Promise.all([phone('carol').get('list', {}), phone('carol').get('get', { id }), titles('carol')])
    expect(await titles('carol-sibling')).toContain('between')
    expect((await phone('carol').get('get', { id })).note.rev).toBe(1)
  })

  test('what she writes while it is gone is linked when it is back', async () => {
    cloud.cloud.setUnionid('carol', false)
    await phone('carol').write('meanwhile')
    cloud.cloud.setUnionid('carol', true)
    await phone('carol').get('list', {})
    expect(await titles('carol-sibling')).toContain('meanwhile')
  })

  test('when it disappears again she still has every note', async () => {
    const all = await titles('carol')
    cloud.cloud.setUnionid('carol', false)
    expect(await titles('carol')).toEqual(all)
    cloud.cloud.setUnionid('carol', true)
  })

  test("nobody else's note was linked to her", async () => {
    expect((await titles('carol')).filter((title) => title.startsWith('from'))).toEqual([])
  })
})
