import type { Answer } from '../../shared/answer'
import type { Data } from '../../shared/contract'
import type { Contracts } from '../../shared/contracts'
import { limits } from '../../shared/note-limits'
import type { Note } from '../../shared/notes'
import { version } from '../../package.json'
import { Draft } from '../../miniprogram/stores/draft'
import { write } from '../../miniprogram/stores/outbox'
import { open, pass } from '../support/page'
import { phone, wxCalls } from '../support/wx'
import { later, note, offline, ok } from './given'

type Account = Contracts['account']
type Answers<Action extends keyof Account> = () =>
  Answer<Data<Account[Action]>> | Promise<Answer<Data<Account[Action]>>>

const path = 'http://usr/notes.json'
const openid = 'oAlice0123456789wxyz'
const mark = () => phone.storage.has(`${openid}:erasing`)

const usageOf = (count: number, characters: number) => ({ notes: { count, characters } })
let usage = usageOf(3, 120)

/** From now on the cloud answers so; everything not given keeps its usual answer. */
function given(answers: { usage?: Answers<'usage'>; export?: Answers<'export'>; erase?: Answers<'erase'> }) {
  const usual = { usage: () => ok(usage), ...answers }
  phone.cloud = (name, data) => {
    if (name === 'getUserInfo') return { openid, appid: 'wx0123456789abcdef', unionid: null }
    const { action } = data as { action: keyof typeof answers }
    const answer = usual[action]
    if (name !== 'account' || !answer) throw new Error(`unexpected call of ${name}.${action}`)
    return answer()
  }
}

type Exported = ReturnType<Answers<'export'>>
type Erased = ReturnType<Answers<'erase'>>

/** Answers one after another; the last one stays. */
function inTurn<T extends Exported | Erased>(...answers: (() => T)[]): () => T {
  return () => {
    const next = answers.length > 1 ? answers.shift() : answers[0]
    if (!next) throw new Error('no answer is given')
    return next()
  }
}

const exported = (...ids: string[]) => ids.map((id) => note({ id: id.repeat(32), title: `“${id}”\n\0` }))
const pageOf = (documents: Note[], nextCursor: string | null) =>
  ({ collection: 'notes', documents, nextCursor }) as const
/** The inputs of all calls of one action so far. */
const calls = (action: string) =>
  wxCalls.callFunction.mock.calls
    .map(([{ data }]) => data as { action?: string; input?: unknown })
    .filter((event) => event.action === action)
    .map(({ input }) => input)

beforeEach(() => {
  usage = usageOf(3, 120)
  given({})
})

describe('how much is used', () => {
  const bars = (page: Awaited<ReturnType<typeof open>>) =>
    page.all('.part').map((part) => part.getAttribute('style'))

  test('is shown beside the limits, and as a bar', async () => {
    usage = usageOf(1234, 5_678_901)
    const page = await open('my-data')
    expect(page.texts('.used')).toEqual(['1,234 / 10,000', '5,678,901 / 20,000,000'])
    expect(bars(page)).toEqual(['width: 12%', 'width: 28%'])
  })

  test('is a bar that is empty only where nothing is used, and warns in the last tenth alone', async () => {
    usage = usageOf(0, 1)
    expect(bars(await open('my-data'))).toEqual(['width: 0%', 'width: 1%'])
    usage = usageOf(limits.notes * 0.9 - 1, limits.characters * 0.9)
    const page = await open('my-data')
    expect(bars(page)).toEqual(['width: 90%', 'width: 90%'])
    expect(page.all('.part').map(({ className }) => className.includes('near'))).toEqual([false, true])
  })

  test('says why it is not known, and asks again on demand', async () => {
    given({ usage: offline })
    const page = await open('my-data')
    expect(page.texts('error-card .message')).toEqual(['连不上云端，请检查网络后再试。'])
    given({})
    await page.tap('error-card .retry')
    expect(page.texts('.used')[0]).toBe('3 / 10,000')
    expect(page.has('error-card')).toBe(false)
  })
})

describe('the export', () => {
  const twoPages = () =>
    inTurn<Exported>(
      () => ok(pageOf(exported('a', 'b'), 'next')),
      () => ok(pageOf(exported('c'), null)),
    )

  test('writes every page into one JSON file and offers it for sending', async () => {
    given({ export: twoPages() })
    const page = await open('my-data')
    await page.tap('export-card .action')
    expect(calls('export')).toEqual([{}, { cursor: 'next' }])
    expect(JSON.parse(phone.files.get(path) ?? '')).toEqual({
      app: 'notes',
      version,
      exportedAt: new Date(Date.now()).toISOString(),
      notes: exported('a', 'b', 'c'),
    })
    expect(page.texts('export-card .progress')).toEqual(['已导出 3 条笔记'])

    expect(wxCalls.shareFileMessage).not.toHaveBeenCalled()
    await page.tap('export-card .action')
    expect(wxCalls.shareFileMessage).toHaveBeenCalledWith(
      expect.objectContaining({ filePath: path, fileName: 'notes-2026-03-10.json' }),
    )
  })

  test('tells how far it is', async () => {
    const last = later<Answer<Data<Account['export']>>>()
    given({
      export: inTurn<Exported>(
        () => ok(pageOf(exported('a', 'b'), 'next')),
        () => last.promise,
      ),
    })
    const page = await open('my-data')
    await page.tap('export-card .action')
    expect(page.texts('export-card .progress')).toEqual(['正在导出 2 / 3 条'])
    // More than there were when it began.
    last.fulfil(ok(pageOf(exported('c', 'd'), null)))
    await pass()
    expect(page.texts('export-card .progress')).toEqual(['已导出 4 条笔记'])
  })

  test('first sends what waits on this phone', async () => {
    write(Draft.of(null), { title: 'Waiting', body: '', tags: [], pinned: false })
    const order: string[] = []
    phone.cloud = (name, data) => {
      const { action } = data as { action: string }
      order.push(action)
      if (action === 'create') return ok({ note: note({ title: 'Waiting', body: '' }) })
      if (action === 'export') return ok(pageOf([], null))
      return name === 'getUserInfo' ? { openid } : ok(usage)
    }
    const page = await open('my-data')
    await page.tap('export-card .action')
    expect(order.slice(-2)).toEqual(['create', 'export'])
  })

  test('of no notes is a file as well', async () => {
    given({ export: () => ok(pageOf([], null)) })
    const page = await open('my-data')
    await page.tap('export-card .action')
    expect(JSON.parse(phone.files.get(path) ?? '')).toMatchObject({ notes: [] })
  })

  test('has each collection under its own name, be it long or empty', async () => {
    const pages = [
      { collection: 'notes', documents: [1, 2], nextCursor: 'notes.2' },
      { collection: 'notes', documents: [3], nextCursor: 'empty.' },
      { collection: 'empty', documents: [], nextCursor: 'others.' },
      { collection: 'others', documents: [4, 5], nextCursor: null },
    ]
    phone.cloud = (name, data) => {
      const { action } = data as { action: string }
      if (action === 'export') return ok(pages.shift())
      return name === 'getUserInfo' ? { openid } : ok(usage)
    }
    const page = await open('my-data')
    await page.tap('export-card .action')
    expect(JSON.parse(phone.files.get(path) ?? '')).toMatchObject({
      notes: [1, 2, 3],
      empty: [],
      others: [4, 5],
    })
  })

  test('goes on where it was cut off', async () => {
    given({
      export: inTurn<Exported>(() => ok(pageOf(exported('a', 'b'), 'next')), offline),
    })
    const page = await open('my-data')
    await page.tap('export-card .action')
    expect(page.texts('export-card error-card .message')).toEqual(['连不上云端，请检查网络后再试。'])

    given({ export: () => ok(pageOf(exported('c'), null)) })
    await page.tap('export-card error-card .retry')
    expect(calls('export').at(-1)).toEqual({ cursor: 'next' })
    expect(JSON.parse(phone.files.get(path) ?? '')).toMatchObject({ notes: exported('a', 'b', 'c') })
  })

  test('begins anew when the phone did not take the file', async () => {
    given({ export: twoPages() })
    phone.filesFull = true
    const page = await open('my-data')
    await page.tap('export-card .action')
    expect(page.texts('export-card error-card .message')).toEqual([
      '没能写入文件。请在手机上腾出一些空间，再试一次。',
    ])
    phone.filesFull = false
    given({ export: twoPages() })
    await page.tap('export-card error-card .retry')
    expect(JSON.parse(phone.files.get(path) ?? '')).toMatchObject({ notes: exported('a', 'b', 'c') })
  })

  test('stops when the page is left, and writes nothing any more', async () => {
    const late = later<Answer<Data<Account['export']>>>()
    given({ export: () => late.promise })
    const page = await open('my-data')
    await page.tap('export-card .action')
    await page.close()
    late.fulfil(ok(pageOf(exported('a'), 'next')))
    await pass()
    expect(phone.files.size).toBe(0)
    expect(calls('export')).toHaveLength(1)
  })

  test('says that the file was not sent, and nothing when the person changed their mind', async () => {
    given({ export: twoPages() })
    const page = await open('my-data')
    await page.tap('export-card .action')
    phone.shareRefusal = 'shareFileMessage:fail cancel'
    await page.tap('export-card .action')
    expect(wxCalls.showToast).not.toHaveBeenCalled()
    phone.shareRefusal = 'shareFileMessage:fail file not found'
    await page.tap('export-card .action')
    expect(wxCalls.showToast).toHaveBeenCalledWith({ title: '没能发送，请再试一次。', icon: 'none' })
  })
})

describe('deleting everything', () => {
  const type = async (page: Awaited<ReturnType<typeof open>>, word: string) => {
    await page.tap('erase-card .action')
    await page.type('erase-card .input', word)
  }
  const erase = (page: Awaited<ReturnType<typeof open>>) => page.tap('erase-card .danger')

  test('is possible only once the word is typed', async () => {
    const page = await open('my-data')
    await type(page, '删')
    expect(page.has('erase-card .off')).toBe(true)
    expect(page.has('erase-card .danger')).toBe(false)
    await page.type('erase-card .input', ' 删除 ')
    expect(page.has('erase-card .danger')).toBe(true)
  })

  test('can be thought better of, and asks for the word again', async () => {
    const page = await open('my-data')
    await type(page, '删除')
    await page.tap('erase-card .answer')
    expect(page.has('erase-card .field')).toBe(false)
    await page.tap('erase-card .action')
    expect(page.has('erase-card .danger')).toBe(false)
    expect(calls('erase')).toEqual([])
  })

  test('deletes part by part until nothing is left, here too, and opens the empty list', async () => {
    phone.storage.set(`${openid}:list`, '{"notes":[],"nextCursor":null}')
    phone.storage.set('oSomebodyElse:list', '{"notes":[],"nextCursor":null}')
    phone.files.set(path, '{}')
    given({
      erase: inTurn<Erased>(
        () => ok({ left: true }),
        () => ok({ left: true }),
        () => ok({ left: false }),
      ),
    })
    const page = await open('my-data')
    await type(page, '删除')
    await erase(page)
    expect(calls('erase')).toHaveLength(3)
    expect(calls('erase')[0]).toEqual({ confirm: 'erase everything' })
    expect([...phone.storage.keys()].filter((key) => key.includes(':'))).toEqual(['oSomebodyElse:list'])
    expect(phone.files.size).toBe(0)
    expect(wxCalls.reLaunch).toHaveBeenCalledWith({ url: '/pages/notes/notes' })
    expect(wxCalls.showToast).toHaveBeenCalledWith({ title: '已全部删除', icon: 'success' })
  })

  test('tells what is left, and takes the export away meanwhile', async () => {
    const last = later<Answer<Data<Account['erase']>>>()
    given({
      erase: inTurn<Erased>(
        () => ok({ left: true }),
        () => last.promise,
      ),
    })
    const page = await open('my-data')
    usage = usageOf(1, 40)
    await type(page, '删除')
    await erase(page)
    expect(page.texts('erase-card .progress')).toEqual(['正在删除，还剩 1 条笔记'])
    expect(page.texts('.used')[0]).toBe('1 / 10,000')
    expect(page.has('export-card')).toBe(false)
    last.fulfil(ok({ left: false }))
    await pass()
    expect(wxCalls.reLaunch).toHaveBeenCalledTimes(1)
  })

  test('that is cut off says so, and goes on', async () => {
    given({ erase: inTurn<Erased>(() => ok({ left: true }), offline) })
    const page = await open('my-data')
    await type(page, '删除')
    await erase(page)
    expect(page.texts('erase-card error-card .message')).toEqual(['连不上云端，请检查网络后再试。'])
    expect(wxCalls.reLaunch).not.toHaveBeenCalled()
    expect(mark()).toBe(true)

    given({ erase: () => ok({ left: false }) })
    await page.tap('erase-card error-card .retry')
    expect(wxCalls.reLaunch).toHaveBeenCalledTimes(1)
    expect(mark()).toBe(false)
  })

  test('stops when the page is left, and is offered again without the word', async () => {
    const late = later<Answer<Data<Account['erase']>>>()
    given({ erase: () => late.promise })
    const page = await open('my-data')
    await type(page, '删除')
    await erase(page)
    await page.close()
    late.fulfil(ok({ left: true }))
    await pass()
    expect(calls('erase')).toHaveLength(1)

    given({ erase: () => ok({ left: false }) })
    const again = await open('my-data')
    expect(again.texts('erase-card .text')).toEqual(['上次的删除还没有完成。'])
    await again.tap('erase-card .action')
    expect(wxCalls.reLaunch).toHaveBeenCalledTimes(1)
  })

  test('that somebody else began on this phone is not offered', async () => {
    phone.storage.set('oSomebodyElse:erasing', 'true')
    const page = await open('my-data')
    expect(page.texts('erase-card .action')).toEqual(['删除全部数据'])
  })
})
