import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { launchBrowser } from '../../packages/miniprogram-preview/test/support/browser'
import { build } from '../../tools/build'
import { zipFolder } from '../../tools/deploy/zip'
import { keptAt } from '../../tools/build/sdk/kept'
import { start, type Running } from '../support/start'
import { coldStart } from './cold-start'
import { costOfDay } from './cost'
import { listTimes } from './lists'
import { load } from './load'
import { operations } from './operations'
import { onePerson } from './person'
import { onePhone, patches } from './phone'
import { refusals } from './refusals'
import { Report } from './report'
import { roundTrips } from './round-trips'
import { seed } from './seed'
import { taps } from './taps'

/** What an operation may take, as a multiple of what is measured beside it; the same page is there to be compared with. */
const goals: Record<string, number> = { floor: 1.3, 'bare get': 1.1, 'bare create': 1.1, 'bare list': 1.1 }

const help = `npm run bench -- [PART …] [--notes N] [--seconds N]

Measures the app on this machine, prints the figures against their goals and saves them in reports/bench.json. It takes ten
to twenty minutes. On a machine with other work only the multiples can be relied on.

  PART        one or several of these; all but load where none is named
    sizes       what is uploaded
    build       both sides, and again after a change
    cold        from the start of a process to its first request, beside the usual template
    operations  each operation of warm functions, 1 and 16 at once, beside an echo, a floor and a bare function
    trips       requests to the database of each operation
    start       from npm start to the first list on a phone
    phone       the first list, memory, and what the view is sent
    taps        from a tap to what was asked for
    person      what one person with 10,000 notes waits for
    refusals    malformed events
    lists       pages in collections of a thousand notes to a million: time, memory, disk, and how long filling them takes
    cost        what a day of one person asks of the cloud
    load        50 people read and write at once while functions are killed. It ends with exit code 1 when a write that was
                acknowledged is missing or there twice
  --notes N   notes in the largest collection of lists (1000000)
  --seconds N how long load takes (60)`

const root = join(__dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'bench-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
const report = new Report()

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
  report.add('dist/miniprogram', sizeOf(join(root, 'dist/miniprogram')) / 1000, 'kB', 220)
  const functions = join(root, 'dist/cloudfunctions')
  const zipped = readdirSync(functions).map((name) => zipFolder(join(functions, name)).length)
  report.add('the largest function, zipped', Math.max(...zipped) / 1000, 'kB', 500)
}

/** The first build of an installation bundles the SDK too; `npm start` makes the others, after each change. */
async function builds(): Promise<void> {
  rmSync(keptAt, { force: true })
  report.add('build of both sides, with the SDK', (await timed(build)) / 1000, 's', 5)
  report.add('the same again, as after a change', (await timed(build)) / 1000, 's', 1)
}

async function cold(): Promise<void> {
  const { built, template, ratio, empty } = await coldStart(folder)
  report.add('a process that does nothing', empty, 'ms')
  report.add('the usual template: cold start to the first request', template, 'ms')
  report.add('the built function: cold start to the first request', built, 'ms')
  report.add('the same as a part of the usual template', ratio, 'x', 0.45)
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
    report.add('from npm start to the first list on a phone', (performance.now() - started) / 1000, 's', 3)
  } finally {
    await app?.stop()
    await browser.close()
  }
}

/** Pages of one person in ever larger collections. */
async function lists(largest: number): Promise<void> {
  const sizes = [1000, 10_000, 100_000, 1_000_000].filter((notes) => notes < largest)
  const found = await listTimes(folder, [...sizes, largest])
  const [least] = found
  if (!least) return
  for (const { notes, fill, fillCpu, memory, disk, ...pages } of found) {
    for (const [kind, ms] of Object.entries(pages))
      report.add(`${kind}: a page with ${notes} notes in the collection`, ms, 'ms')
    const multiple = (kind: 'list' | 'search' | 'tag') =>
      report.add(
        `${kind}: the same as a multiple of ${least.notes} notes`,
        pages[kind] / least[kind],
        'x',
        1.5,
      )
    if (notes > least.notes) (['list', 'search', 'tag'] as const).forEach(multiple)
    report.add(
      `memory of the local cloud with ${notes} notes`,
      memory,
      'MB',
      notes > 100_000 ? undefined : 300,
    )
    report.add(`a note on disk, of ${notes}, with its indexes`, disk, 'kB', 4)
    report.add(`time to fill in ${notes} notes`, fill, 's', 180)
    report.add('the same in processor time', fillCpu, 's')
  }
}

/** How many requests to the database each operation makes. */
async function trips(): Promise<void> {
  for (const [operation, count] of Object.entries(await roundTrips(folder)))
    report.add(`requests to the database of ${operation}`, count, '', 1)
}

/** What one person with 10,000 notes waits for. */
async function person(): Promise<void> {
  const times = await onePerson(folder)
  report.add('a search of 10,000 notes for a rare word', times.rareWord, 'ms', 300)
  report.add('the same for a word in every note', times.commonWord, 'ms', 50)
  report.add('the same for a tag', times.tag, 'ms', 20)
  report.add(`export of ${times.exported} notes`, times.export, 's', 15)
  report.add(`purge of 10,000 notes, in ${times.runs} run(s)`, times.purge, 's', 15)
}

/** What a malformed event costs. */
async function bad(): Promise<void> {
  const { slowest, nested } = await refusals(join(folder, 'bad'))
  report.add('the slowest of the malformed events, up to 2 MB, over HTTP', slowest, 'ms', 50)
  report.add('the refusal of 5 MB of nested arrays by a function', nested, 'ms', 50)
}

/** What a phone shows, sends to its view, and holds. */
async function phone(): Promise<void> {
  const { cached, cloud, before, after } = await onePhone(folder)
  report.add('the first list from the cloud, both phones starting', cloud, 'ms', 1500)
  report.add('the same from what the phone kept, as a multiple', cached / cloud, 'x', 1)
  report.add('elements of the page after 2,000 rows, as a multiple', after.elements / before.elements, 'x', 4)
  report.add('memory of both phones after 2,000 rows on one, as a multiple', after.heap / before.heap, 'x', 2)
  const { first, more, edited } = await patches(folder)
  report.add('setData for the first page', first / 1000, 'kB', 10)
  report.add('setData for 20 rows more', more / 1000, 'kB', 10)
  report.add('setData for one edited row', edited, 'bytes', 200)
}

/** What somebody waits for after a tap. */
async function tapped(): Promise<void> {
  const { note, back, me } = await taps(folder)
  report.add('from a tap on a card to the text of its note', note, 'ms', 200)
  report.add('from a tap on back to the list', back, 'ms', 200)
  report.add('from a tap on the tab to who the person is', me, 'ms', 200)
}

/** What each operation takes when the functions are warm. */
async function warm(): Promise<void> {
  const { latencies, comparisons } = await operations(folder)
  for (const { operation, concurrency, median: middle, p95, p99, toEcho } of latencies) {
    const what = `${operation}, ${concurrency} at once`
    report.add(`${what}: median`, middle, 'ms')
    report.add(`${what}: p95`, p95, 'ms')
    report.add(`${what}: p99`, p99, 'ms')
    report.add(`${what}: median as a multiple of echo`, toEcho, 'x')
  }
  for (const { operation, other, multiple } of comparisons)
    report.add(`${operation} as a multiple of ${other}`, multiple, 'x', goals[other])
}

/** What one active person costs a day. */
async function cost(): Promise<void> {
  const day = await costOfDay(folder)
  report.add('calls of functions by one active person a day', day.calls, '')
  report.add('reads of the database', day.reads, '')
  report.add('writes to the database', day.writes, '')
  report.add('documents that the database looked at', day.examined, '')
  report.add('use of functions, by their time on this machine', day.gbSeconds, 'GBs')
  report.add('price of a day of 1,000 such people', day.yuan * 1000, 'yuan')
}

/** Fifty people at once, and functions that die. */
async function underLoad(seconds: number): Promise<void> {
  const found = await load(join(folder, 'load'), seconds)
  report.add(`calls a second of 50 people, over ${seconds} s`, found.callsPerSecond, '1/s')
  report.add('function processes that were killed meanwhile', found.kills, '')
  for (const [code, count] of Object.entries(found.errors))
    report.add(`calls that ended with ${code}`, count, '')
  report.add('writes that were acknowledged', found.acknowledged, '')
  report.add('of these, notes that are missing', found.missing, '', 0)
  report.add('notes that are there twice', found.doubled, '', 0)
  if (found.missing > 0 || found.doubled > 0) process.exitCode = 1
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      notes: { type: 'string', default: '1000000' },
      seconds: { type: 'string', default: '60' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) return console.log(help)
  const parts: Record<string, () => void | Promise<void>> = {
    sizes,
    build: builds,
    cold,
    operations: warm,
    start: firstList,
    phone,
    taps: tapped,
    person,
    refusals: bad,
    trips,
    lists: () => lists(Number(values.notes)),
    cost,
    load: () => underLoad(Number(values.seconds)),
  }
  const unknown = positionals.find((name) => !Object.hasOwn(parts, name))
  if (unknown !== undefined)
    throw new Error(`There is no part ${unknown}: choose of ${Object.keys(parts).join(', ')}.`)
  const chosen = positionals.length > 0 ? positionals : Object.keys(parts).filter((name) => name !== 'load')
  for (const name of chosen) await parts[name]?.()
  report.end(join(root, 'reports/bench.json'))
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
