import { randomBytes } from 'node:crypto'
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildFunctions } from '../../tools/build/functions'
import { writeFiles } from '../../tools/build/output'
import { percentile } from './median'
import { seed } from './seed'
import { serve, type Served } from './serve'

const root = join(__dirname, '../..')
const noteCount = 1000
const rounds = { 1: 300, 16: 20 } as const

/** Milliseconds of one operation over HTTP. */
export interface Latency {
  operation: string
  concurrency: number
  median: number
  p95: number
  p99: number
  /** The median as a multiple of that of `echo`, in the same run. */
  toEcho: number
}

/** How long one operation takes beside another: the median over the rounds of one's time as a multiple of the other's. */
export interface Comparison {
  operation: string
  other: string
  multiple: number
}

const compared = [
  ['notes.list', 'floor'],
  ['notes.list', 'same page'],
  ['notes.get', 'bare get'],
  ['notes.create', 'bare create'],
  ['notes.list', 'bare list'],
] as const

/**
 * How long the operations take when the functions are warm, beside functions that do next to nothing (echo, floor) or the same
 * without care (bare). Each round calls all of them, each time in another order, so that noise hits all alike.
 */
export async function operations(
  folder: string,
): Promise<{ latencies: Latency[]; comparisons: Comparison[] }> {
  const data = join(folder, 'operations')
  await seed(data, noteCount, { bobs: 2 })
  const cloud = await serve(data, { quiet: true, options: await beside(folder) })
  const calls = await ready(cloud)
  const alone = await measure(calls, 1)
  const comparisons = compared.map(([operation, other]) => {
    const others = alone.get(other) ?? []
    const multiples = alone.get(operation)?.map((ms, round) => ms / (others[round] ?? NaN))
    return { operation, other, multiple: percentile(multiples ?? [], 50) }
  })
  const latencies = [...summed(alone, 1), ...summed(await measure(calls, 16), 16)]
  await cloud.stop()
  return { latencies, comparisons }
}

type Calls = Record<string, () => Promise<unknown>>

/** Milliseconds of each operation, round by round. */
async function measure(calls: Calls, concurrency: keyof typeof rounds): Promise<Map<string, number[]>> {
  const times = new Map(Object.keys(calls).map((name) => [name, Array<number>()]))
  for (let round = 0; round < rounds[concurrency]; round++)
    for (const [name, call] of shuffled(Object.entries(calls)))
      times.get(name)?.push(...(await Promise.all(Array.from({ length: concurrency }, () => timed(call)))))
  return times
}

function shuffled<One>(ones: One[]): One[] {
  const places = new Map(ones.map((one) => [one, Math.random()]))
  return ones.sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0))
}

function summed(times: Map<string, number[]>, concurrency: number): Latency[] {
  const echo = percentile(times.get('echo') ?? [], 50)
  return Array.from(times, ([operation, all]) => {
    const [median = NaN, p95 = NaN, p99 = NaN] = [50, 95, 99].map((part) => percentile(all, part))
    return { operation, concurrency, median, p95, p99, toEcho: median / echo }
  })
}

/** The built functions and those of this folder in one, with the collection of `bare` declared. Gives options of the cloud. */
async function beside(folder: string): Promise<string[]> {
  const [functions, declared] = [join(folder, 'functions'), join(folder, 'cloudbase')]
  mkdirSync(declared)
  await writeFiles(functions, await buildFunctions(join(__dirname, 'functions')))
  cpSync(join(root, 'dist/cloudfunctions'), functions, { recursive: true })
  const collections = JSON.parse(readFileSync(join(root, 'cloudbase/collections.json'), 'utf8'))
  const bare = { indexes: [{ name: 'openid', keys: { _openid: 1 }, unique: false }] }
  writeFileSync(join(declared, 'collections.json'), JSON.stringify({ ...collections, bare }))
  cpSync(join(root, 'cloudbase/functions.json'), join(declared, 'functions.json'))
  return ['--functions', functions, '--cloudbase', declared]
}

/** Each operation as a call that works, and has been made once. */
async function ready(cloud: Served): Promise<Calls> {
  const notes = (action: string, input: object) => cloud.call('notes', { action, input })
  const bare = (action: string, input: object) => cloud.call('bare', { action, input })
  const fresh = () => ({ title: 'New', body: 'Lorem ipsum dolor sit amet. '.repeat(10) })
  const key = () => randomBytes(16).toString('hex')
  const page = await notes('list', { limit: 20 })
  const cursor = page.result?.data?.['nextCursor']
  const created = await notes('create', { key: key(), ...fresh() })
  const { id } = Object(created.result?.data?.['note'])
  for (let i = 0; i < noteCount / 2; i++) await bare('create', { _id: `bare-${i}`, ...fresh() })
  const calls = {
    echo: () => cloud.call('echo', {}),
    floor: () => cloud.call('floor', {}),
    'bare get': () => bare('get', { _id: 'bare-1' }),
    'notes.get': () => notes('get', { id }),
    'bare create': () => bare('create', fresh()),
    'notes.create': () => notes('create', { key: key(), ...fresh() }),
    'bare list': () => bare('list', {}),
    'same page': () => bare('page', {}),
    'notes.list': () => notes('list', { limit: 20 }),
    'notes.list, next page': () => notes('list', { limit: 20, cursor }),
    'notes.list by words': () => notes('list', { limit: 20, words: 'ipsum' }),
    'notes.list by tag': () => notes('list', { limit: 20, tag: 'work' }),
    'notes.trash': () => notes('trash', {}),
    'notes.tags': () => notes('tags', {}),
  }
  for (const [name, call] of Object.entries(calls)) {
    const { result } = await call()
    if (!result || result.ok === false) throw new Error(`${name} failed: ${JSON.stringify(result)}`)
  }
  return calls
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now()
  await work()
  return performance.now() - startMs
}
