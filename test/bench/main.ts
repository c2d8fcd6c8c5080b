import { mkdtempSync, readdirSync, rmSync, statSync, mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { launchBrowser } from '../../packages/miniprogram-preview/test/support/browser'
import { start, type Running } from '../support/start'
import { median } from './median'
import { onePerson } from './person'
import { onePhone, patches } from './phone'
import { refusals } from './refusals'
import { seed } from './seed'
import { serve, type Served } from './serve'

const help = `npm run bench -- [--notes N]

Measures the app on this machine, prints the numbers and saves them in reports/bench.json. Most of its twenty minutes go
into filling the large collection.

  --notes N   notes in the large collection (1000000)`

const root = join(__dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'bench-'))

interface Measure {
  what: string
  value: number
  unit: string
  /** What it should stay under. */
  goal: number
}
const measures: Measure[] = []

function report(what: string, value: number, unit: string, goal: number): void {
  const rounded = Math.round(value * 100) / 100
  measures.push({ what, value: rounded, unit, goal })
  console.log(`${rounded <= goal ? '  ' : '! '}${what}: ${rounded} ${unit} (goal: at most ${goal})`)
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

/** Bytes of the files of a folder, maps for the debugger left out: they are not part of the package. */
const sizeOf = (dir: string): number =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.map'))
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)

function sizes(): void {
  report('dist/miniprogram', sizeOf(join(root, 'dist/miniprogram')) / 1000, 'kB', 200)
  report(
    'the function notes',
    statSync(join(root, 'dist/cloudfunctions/notes/index.js')).size / 1000,
    'kB',
    100,
  )
}

/** From the start of the command to Bob's notes on his phone, with dist/ already built. */
async function firstList(): Promise<void> {
  const data = join(folder, 'first')
  await seed(data, 1000)
  const browser = await launchBrowser()
  let app: Running | undefined
  try {
    const page = await browser.newPage()
    const started = performance.now()
    app = await start(data)
    await page.goto(app.url)
    await page.frameLocator('iframe[src*="person=bob"]').locator('wx-note-card').first().waitFor()
    report('from npm start to the first list on a phone', (performance.now() - started) / 1000, 's', 3)
  } finally {
    await app?.stop()
    await browser.close()
  }
}

/** Median milliseconds of a page from the middle of the list, at each size in turn, so that noise hits all alike. */
async function lists(sizes: Record<string, number>): Promise<void> {
  const served: { name: string; cloud: Served; cursor: unknown; times: number[] }[] = []
  for (const [name, count] of Object.entries(sizes)) {
    console.error(`seeding ${count} notes …`)
    await seed(join(folder, name), count)
    const cloud = await serve(join(folder, name))
    let cursor: unknown
    for (let page = 0; page < 2; page++) {
      const input = cursor === undefined ? { limit: 20 } : { limit: 20, cursor }
      cursor = (await cloud.call('notes', { action: 'list', input })).result?.data?.['nextCursor']
    }
    served.push({ name, cloud, cursor, times: [] })
  }
  for (let round = 0; round < 300; round++)
    for (const { cloud, cursor, times } of served)
      times.push(await timed(() => cloud.call('notes', { action: 'list', input: { limit: 20, cursor } })))
  const at = (name: string) => median(served.find((one) => one.name === name)?.times ?? [])
  report('warm notes.list over HTTP, 1,000 notes', at('small'), 'ms', 5)
  report('the same with the large collection, as a multiple', at('large') / at('small'), 'x', 1.5)
  report(
    'memory of the local cloud with 100,000 notes',
    served.find(({ name }) => name === 'middle')?.cloud.memory() ?? NaN,
    'MB',
    300,
  )
  for (const { cloud } of served) await cloud.stop()
}

/** What one person with 10,000 notes waits for. */
async function person(): Promise<void> {
  const times = await onePerson(folder)
  report('a search of 10,000 notes for a rare word', times.rareWord, 'ms', 300)
  report('the same for a word in every note', times.commonWord, 'ms', 50)
  report('the same for a tag', times.tag, 'ms', 20)
  report(`export of ${times.exported} notes`, times.export, 's', 15)
  report(`purge of 10,000 notes, in ${times.runs} run(s)`, times.purge, 's', 15)
}

/** What a malformed event costs. */
async function bad(): Promise<void> {
  const { slowest, nested } = await refusals(join(folder, 'bad'))
  report('the slowest of the malformed events, up to 2 MB, over HTTP', slowest, 'ms', 50)
  report('the refusal of 5 MB of nested arrays by a function', nested, 'ms', 50)
}

/** What a phone shows, sends to its view, and holds. */
async function phone(): Promise<void> {
  const { cached, cloud, before, after } = await onePhone(folder)
  report('the first list from the cloud, both phones starting', cloud, 'ms', 1500)
  report('the same from what the phone kept, as a multiple', cached / cloud, 'x', 1)
  report('elements of the page after 2,000 rows, as a multiple', after.elements / before.elements, 'x', 4)
  report('memory of both phones after 2,000 rows on one, as a multiple', after.heap / before.heap, 'x', 2)
  const { first, more, edited } = await patches(folder)
  report('setData for the first page', first / 1000, 'kB', 10)
  report('setData for 20 rows more', more / 1000, 'kB', 10)
  report('setData for one edited row', edited, 'bytes', 200)
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      notes: { type: 'string', default: '1000000' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) return console.log(help)
  try {
    sizes()
    await firstList()
    await phone()
    await person()
    await bad()
    await lists({ small: 1000, middle: 100_000, large: Number(values.notes) })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  mkdirSync(join(root, 'reports'), { recursive: true })
  writeFileSync(join(root, 'reports/bench.json'), `${JSON.stringify(measures, null, 2)}\n`)
  console.log('Saved in reports/bench.json.')
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
