import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AimedCall, Stage } from 'miniprogram-preview'
import { start, type Running } from '../support/start'

// It starts `npm start` several times.
jest.setTimeout(120_000)

const root = join(__dirname, '../..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const data = mkdtempSync(join(tmpdir(), 'stage-'))
let app: Running

beforeAll(async () => {
  app = await start(data, root, '--sample')
})
afterAll(async () => {
  await app.stop()
  rmSync(data, { recursive: true, force: true })
})

const ask = (path: string, body?: object): Promise<Response> =>
  fetch(`${app.url}/stage${path}`, body ? { method: 'POST', body: JSON.stringify(body) } : {})
const said = async <T>(path: string, body?: object): Promise<T> => (await ask(path, body)).json()
const language = { language: 'en' }

async function call(person: string, name: string, event: object): Promise<{ result: unknown }> {
  const headers = { 'x-local-person': person }
  const response = await fetch(`${app.url}/call/${name}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(event),
  })
  return response.json()
}

async function titlesOf(person: string): Promise<string[]> {
  const { result } = await call(person, 'notes', { action: 'list', input: { limit: 50 } })
  const notes: { title: string }[] = Object(result).data.notes
  return notes.map(({ title }) => title)
}

/** Makes the call of an attack as the desk does, and gives the answer as text. */
async function attack(key: string): Promise<{ answer: string; target: string }> {
  const { person, function: name, event, target } = await said<AimedCall>(`/attacks/${key}`, language)
  return { answer: JSON.stringify(await call(person, name, event)), target }
}

/** What Bob does with the account of everybody, where nothing holds him back. */
const eraseEverything = () =>
  call('bob', 'account', { action: 'erase', input: { confirm: 'erase everything' } })

describe('sample notes', () => {
  test('are there from the start with npm start -- --sample', async () => {
    for (const person of ['alice', 'bob', 'carol']) expect(await titlesOf(person)).not.toEqual([])
  })

  test('are there in both languages, each with its owner, and a second time changes nothing', async () => {
    for (const each of ['en', 'zh_CN', 'en', 'zh_CN']) await ask('/samples', { language: each })
    const hers = await titlesOf('alice')
    expect(hers).toEqual(expect.arrayContaining(['Blood test', '体检报告']))
    expect(new Set(hers).size).toBe(hers.length)
    expect(await titlesOf('bob')).toEqual(expect.arrayContaining(['Braised ribs', '红烧排骨']))
    expect(await titlesOf('bob')).not.toContain('Blood test')
  })
})

test('what the desk is told is said in both languages', async () => {
  const { claim, explanation, attack: intro, attacks, filter } = await said<Stage>('')
  const texts = [claim, explanation, intro, ...attacks.flatMap(({ title, how, why }) => [title, how, why])]
  for (const { zh_CN: zh, en } of texts) {
    expect(zh).toMatch(/[\u4e00-\u9fff]/)
    expect(en).toMatch(/^[^\u4e00-\u9fff]+$/)
  }
  expect(filter).toMatchObject({ file: 'cloudfunctions/common/owned.ts', removed: false })
})

describe('with the filter', () => {
  const outcomes: [key: string, answer: RegExp][] = [
    ['id', /"NOT_FOUND"/],
    ['operator', /"INVALID_INPUT".*"input\.id"/],
    ['cursor', /"ok":true/],
    ['identity', /"INVALID_INPUT"/],
    ['search', /"notes":\[\]/],
    ['export', /"ok":true.*Braised ribs/],
  ]

  test.each(outcomes)('the attack by %s shows nothing of Alice', async (key, expected) => {
    const { answer, target } = await attack(key)
    expect(target.length).toBeGreaterThan(0)
    expect(answer).toMatch(expected)
    expect(answer).not.toContain(target)
    for (const title of await titlesOf('alice')) expect(answer).not.toContain(title)
  })

  test('these are all the attacks', async () => {
    const { attacks } = await said<Stage>('')
    expect(attacks.map(({ key }) => key)).toEqual(outcomes.map(([key]) => key))
  })
})

describe('without the filter', () => {
  beforeAll(async () => {
    expect(await said('/filter', { removed: true })).toMatchObject({
      code: 'ownedBy(this.owner),',
      removed: true,
    })
  })
  afterAll(() => ask('/filter', { removed: false }))

  test.each(['id', 'cursor', 'search', 'export'])('the attack by %s shows Alice’s note', async (key) => {
    const { answer, target } = await attack(key)
    expect(['体检报告', 'Blood test']).toContain(target)
    expect(answer).toContain(target)
  })

  test.each(['operator', 'identity'])('the contract still refuses the attack by %s', async (key) => {
    expect((await attack(key)).answer).toContain('"INVALID_INPUT"')
  })

  test('each violation is told with the lines of the sources that made it', async () => {
    const from = app.lines.length
    await attack('id')
    const told = app.lines.slice(from).join('\n')
    expect(told).toMatch(/Violation: notes, called by bob/)
    expect(told).toMatch(/at cloudfunctions\/common\/cloud\.ts:\d+/)
    expect(told).toMatch(/from cloudfunctions\/common\/owned\.ts:\d+/)
    expect(told).toMatch(/from cloudfunctions\/notes\/handlers\.ts:\d+/)
    expect(told).toMatch(/documents of: alice/)
  })
})

describe('the filter', () => {
  const source = 'cloudfunctions/common/owned.ts'

  test('is left out of a copy: neither the source nor what ships is touched', async () => {
    const [written, shipped] = [read(source), read('dist/cloudfunctions/notes/index.js')]
    const { file, line, code } = await said<Stage['filter']>('/filter', { removed: true })
    expect(file).toBe(source)
    expect(written.split('\n')[line - 1]?.trim()).toBe(code)
    await ask('/filter', { removed: false })
    expect(read(source)).toBe(written)
    expect(read('dist/cloudfunctions/notes/index.js')).toBe(shipped)
    expect(shipped).toContain('ownedBy(this.owner)')
    expect(read('.local/without-owner/notes/index.js')).not.toContain('ownedBy(this.owner)')
  })

  test('is back after a press, and all is as it was: what Bob deleted is there, and he sees nothing', async () => {
    const hers = await titlesOf('alice')
    await ask('/filter', { removed: true })
    await eraseEverything()
    expect(await titlesOf('alice')).toEqual([])
    await ask('/filter', { removed: false })
    expect(await titlesOf('alice')).toEqual(hers)
    expect((await attack('id')).answer).toContain('"NOT_FOUND"')
  })

  test('is back too after Ctrl-C', async () => {
    const hers = await titlesOf('alice')
    await ask('/filter', { removed: true })
    await eraseEverything()
    await app.stop()
    app = await start(data, root, '--watchman', 'refuse')
    expect(await titlesOf('alice')).toEqual(hers)
  })

  test('is not needed where the watchman was told to refuse: nothing gets out without it', async () => {
    await ask('/filter', { removed: true })
    for (const key of ['id', 'cursor', 'search', 'export'])
      expect((await attack(key)).answer).not.toContain('"ok":true')
    await ask('/filter', { removed: false })
  })
})

test.each([
  ['/samples', {}, 400, /language/],
  ['/attacks/charm', { language: 'en' }, 404, /There are: id, operator/],
  ['/filter', { removed: 'yes' }, 400, /removed/],
  ['/else', {}, 404, /Nothing is served/],
])('what makes no sense is refused with a sentence: %s %j', async (path, body, status, reason) => {
  const response = await ask(path, body)
  expect(response.status).toBe(status)
  expect(await response.json()).toEqual({ error: expect.stringMatching(reason) })
})
