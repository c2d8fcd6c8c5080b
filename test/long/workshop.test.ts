import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { layOut } from '../../tools/workshop/tree'
import type { State } from '../../tools/workshop/state'
import { chapters } from '../../workshop/chapters'
import { copyProject } from '../support/project-copy'
import { launch, type Running } from '../support/start'

let workshop: Running
const solution = mkdtempSync(join(tmpdir(), 'solution-'))
// Before the folder of the project is deleted, the workshop in it has to end.
afterAll(async () => {
  await workshop?.stop()
  rmSync(solution, { recursive: true, force: true })
})
const project = copyProject({ withLedger: true })
const work = join(project, 'workshop/work')
const chapter = '03-test-authentication'
const file = join(work, chapter, 'cloudfunctions/test/index.ts')
const open = async () => {
  workshop = await launch(project, './tools/workshop/main.ts', '--port', '0')
}
beforeAll(open)

const post = async (path: string) => (await fetch(workshop.url + path, { method: 'POST' })).json()

/** Follows the states that the page is told, until one fulfils the condition. */
async function until(holds: (state: State) => boolean): Promise<State> {
  const stop = new AbortController()
  try {
    const { body } = await fetch(`${workshop.url}/states`, { signal: stop.signal })
    let text = ''
    for await (const part of body ?? []) {
      text += Buffer.from(part).toString()
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const state = JSON.parse(text.slice('data: '.length, end)) as State
        text = text.slice(end + 2)
        if (holds(state)) return state
      }
    }
    throw new Error('The workshop ended')
  } finally {
    stop.abort()
  }
}
const tried = ({ checks }: State) => checks.length > 0 && checks.every(({ state }) => state !== 'waiting')
const results = ({ checks }: State) => Object.fromEntries(checks.map(({ id, state }) => [id, state]))
const passes = (wanted: Record<string, string>) => (state: State) =>
  Object.entries(wanted).every(([id, how]) => results(state)[id] === how)

test('a learner begins in the first chapter, whose files are laid out without the marks of the lessons', async () => {
  expect((await until(tried)).chapter).toBe(chapters[0]?.id)
  expect(readFileSync(join(work, '01-first-call/miniprogram/app.ts'), 'utf8')).not.toContain('#region')
})

test('a check that fails says what it saw', async () => {
  await post(`/chapter?id=${chapter}`)
  const state = await until((state) => state.chapter === chapter && tried(state))
  expect(results(state)).toEqual({
    'alice-is-known': 'passed',
    'without-unionid': 'passed',
    'nobody-is-refused': 'failed',
  })
  expect(state.checks[2]?.seen?.en).toBe('A timer called. It is nobody, and was told: success.')
})

test('a file that cannot be built is named, and the next good one is checked', async () => {
  const before = readFileSync(file, 'utf8')
  writeFileSync(file, 'export const main = (')
  expect((await until(({ broken }) => broken !== undefined)).broken).toContain('index.ts')
  writeFileSync(file, before)
  await until(passes({ 'alice-is-known': 'passed', 'nobody-is-refused': 'failed' }))
})

test('saving the solution turns every check green, and the chapter is done, also after a restart', async () => {
  await layOut(chapters, chapter, 'solution', solution)
  cpSync(solution, join(work, chapter), { recursive: true })
  const isDone = ({ chapters }: State) =>
    chapters
      .filter(({ done }) => done)
      .map(({ id }) => id)
      .join() === chapter
  await until((state) => isDone(state) && passes({ 'nobody-is-refused': 'passed' })(state))
  expect(await workshop.stop()).toBe(0)
  await open()
  expect(isDone(await until(({ chapter: at }) => at === chapter))).toBe(true)
})

test('what a learner has written is never overwritten: a new beginning moves it aside', async () => {
  writeFileSync(file, '// mine\n')
  const { kept } = (await post('/restart')) as { kept: string }
  expect(readFileSync(file, 'utf8')).not.toContain('// mine')
  expect(readFileSync(join(project, kept, 'cloudfunctions/test/index.ts'), 'utf8')).toBe('// mine\n')
  writeFileSync(file, '// mine again\n')
  await post('/chapter?id=01-first-call')
  await post(`/chapter?id=${chapter}`)
  await until((state) => state.chapter === chapter && tried(state))
  expect(readFileSync(file, 'utf8')).toBe('// mine again\n')
})

test('the page, the lesson in both languages and the way to the solution are served', async () => {
  const get = async (path: string) => (await fetch(workshop.url + path)).text()
  expect(await get('')).toContain('<iframe')
  expect(await get('/lesson?language=en')).toContain('<h1>Does it really know me?</h1>')
  expect(await get('/lesson?language=zh-CN')).toContain('<h1>它真的认识我吗？</h1>')
  expect(JSON.parse(await get('/solution'))).toMatchObject([{ file: expect.stringContaining('index.ts') }])
})

test.each([
  ['a page', '[this](/workshop/docs/none.md)', 'the link /workshop/docs/none.md leads nowhere'],
  ['a picture', '<<< picture none', 'there is no picture none'],
  ['code', '<<< solution/cloudfunctions/test/index.ts#none', 'has no none'],
])('a lesson that names %s that is not there says so', async (_what, line, says) => {
  const lesson = join(project, 'workshop/chapters', chapter, 'lesson.en.md')
  const before = readFileSync(lesson, 'utf8')
  await post(`/chapter?id=${chapter}`)
  writeFileSync(lesson, `${before}\n${line}\n`)
  const { status } = await fetch(`${workshop.url}/lesson?language=en`)
  writeFileSync(lesson, before)
  expect(status).toBe(500)
  expect(workshop.lines.join('\n')).toContain(says)
})

test('a chapter that is not there is refused', async () => {
  const answer = await fetch(`${workshop.url}/chapter?id=99-none`, { method: 'POST' })
  expect(answer.status).toBe(404)
})

test.each(chapters.map(({ id }) => id))(
  '%s keeps the wrong answers that its checks name, and no others',
  (id) => {
    const kept = join(__dirname, '../../workshop/chapters', id, 'wrong')
    const named = Object.keys(chapters.find((one) => one.id === id)?.wrong ?? {})
    const edited = Object.keys(chapters.find((one) => one.id === id)?.product?.wrong ?? {})
    expect([...(existsSync(kept) ? readdirSync(kept) : []), ...edited].sort()).toEqual(named.sort())
  },
)
