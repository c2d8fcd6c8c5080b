import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Trace } from 'cloudbase-local'
import { cloudHere } from './here'
import { seed } from './seed'

const root = join(__dirname, '../..')
const noteCount = 500

/**
 * What CloudBase asks when one pays by use, in yuan, as its own example computes it: 400,000 GBs are 44.43, six million reads
 * 9, three million writes 15. Source: github.com/tencentyun/qcloud-documents, 云开发, 推荐购买说明.
 */
const yuan = { gbSecond: 44.43 / 400_000, read: 9 / 6_000_000, write: 15 / 3_000_000 }

export interface Day {
  /** Calls of functions, and requests of functions to the database. */
  calls: number
  reads: number
  writes: number
  /** Documents that the database looked at. */
  examined: number
  /** Memory of the function by the time that it ran on this machine. */
  gbSeconds: number
  yuan: number
}

/** One day of somebody who writes notes, traced on the local cloud, and what it costs. */
export async function costOfDay(folder: string): Promise<Day> {
  const data = join(folder, 'cost')
  await seed(data, noteCount, { bobs: 1 })
  const { cloud, stop } = await cloudHere(data)
  await journey(async (action, input) => {
    const answer = await cloud.call('bob', 'notes', { action, input })
    const { ok, data: found } = Object('result' in answer ? answer.result : answer)
    if (!ok) throw new Error(`notes.${action} failed: ${JSON.stringify(answer)}`)
    return found
  })
  const day = sum(cloud.trace)
  await stop()
  return day
}

type Ask = (action: string, input: object) => Promise<Record<string, unknown>>

/** Opens the app five times, reads six notes, writes two with four pauses each, and looks for something. */
async function journey(ask: Ask): Promise<void> {
  for (let opened = 0; opened < 5; opened++) {
    await ask('list', {})
    await ask('tags', {})
  }
  const first = await ask('list', {})
  const second = await ask('list', { cursor: first['nextCursor'] })
  await ask('list', { cursor: second['nextCursor'] })
  const listed = Array.isArray(first['notes']) ? first['notes'] : []
  for (const { id } of listed.slice(0, 6)) await ask('get', { id })
  for (let written = 0; written < 2; written++) {
    const { note } = await ask('create', { key: randomBytes(16).toString('hex'), title: 'Today', body: '' })
    const { id } = Object(note)
    for (let rev = 1; rev <= 4; rev++)
      await ask('update', { id, rev, body: 'Lorem ipsum dolor. '.repeat(rev * 5) })
    await ask('update', { id, rev: 5, pinned: true })
    await ask('remove', { id, rev: 6 })
    await ask('restore', { id, rev: 7 })
  }
  const found = await ask('list', { words: 'ipsum' })
  await ask('list', { words: 'ipsum', cursor: found['nextCursor'] })
  await ask('list', { words: 'nowhere to be found' })
  await ask('list', { tag: 'work' })
  await ask('trash', {})
}

function sum({ calls, requests }: Trace): Day {
  const { memorySize } = JSON.parse(readFileSync(join(root, 'cloudbase/functions.json'), 'utf8')).notes
  const isRead = ({ action }: { action: string }) => /get|calculate|aggregate/.test(action)
  const reads = requests.filter(isRead).length
  const writes = requests.length - reads
  const gbSeconds = calls.reduce((total, { ms }) => total + (ms / 1000) * (memorySize / 1024), 0)
  return {
    calls: calls.length,
    reads,
    writes,
    examined: requests.reduce((total, { examined = 0 }) => total + examined, 0),
    gbSeconds,
    yuan: gbSeconds * yuan.gbSecond + reads * yuan.read + writes * yuan.write,
  }
}
