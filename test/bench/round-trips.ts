import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { cloudHere } from './here'
import { seed } from './seed'

const noteCount = 100

/** How many requests each operation makes to the database, once its process knows the person and has measured the quota. */
export async function roundTrips(folder: string): Promise<Record<string, number>> {
  const data = join(folder, 'round-trips')
  await seed(data, noteCount, { bobs: 1 })
  const { cloud, stop } = await cloudHere(data)
  const counts: Record<string, number> = {}
  /** Makes a call, and counts what it asked; a later call of the same operation is the one that counts. */
  const ask = async (operation: string, input: object): Promise<Record<string, unknown>> => {
    const [name = '', action = ''] = operation.split('.')
    const answer = await cloud.call('bob', name, { action: /^\w+/.exec(action)?.[0], input })
    const { ok, data: found } = Object('result' in answer ? answer.result : answer)
    if (!ok) throw new Error(`${operation} failed: ${JSON.stringify(answer)}`)
    counts[operation] = cloud.trace.calls.at(-1)?.roundTrips ?? NaN
    return found
  }
  for (let time = 0; time < 2; time++) {
    const { note } = await ask('notes.create', { key: randomBytes(16).toString('hex'), title: '', body: '' })
    const { id } = Object(note)
    await ask('notes.get', { id })
    await ask('notes.read', { ids: [id] })
    const { nextCursor } = await ask('notes.list', {})
    await ask('notes.list, next page', { cursor: nextCursor })
    await ask('notes.list by words', { words: 'ipsum' })
    await ask('notes.list by tag', { tag: 'work' })
    await ask('notes.tags', {})
    await ask('notes.update', { id, rev: 1, body: 'Lorem ipsum' })
    await ask('notes.remove', { id, rev: 2 })
    await ask('notes.trash', {})
    await ask('notes.restore', { id, rev: 3 })
    await ask('notes.remove', { id, rev: 4 })
    await ask('notes.destroy', { id, rev: 5 })
    await ask('notes.emptyTrash', { until: Date.now() })
    await ask('account.usage', {})
    await ask('account.export', {})
  }
  await stop()
  return counts
}
