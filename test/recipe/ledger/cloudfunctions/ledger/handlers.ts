import * as z from 'zod/mini'
import { id, time } from '../../shared/fields'
import type { ledgerContract } from '../../shared/ledger'
import { holds } from '../common/holds'
import { idOf } from '../common/ids'
import { readPage, type List } from '../common/pages'
import { conflict, full, notFound } from '../common/refusal'
import type { Handlers } from '../common/serve'
import { ledgerRegistration } from './registration'
import { ledgerOf, toEntry } from './stored'

const latestFirst = {
  order: [
    ['createdAt', 'desc'],
    ['_id', 'desc'],
  ],
  position: z.tuple([time, id]),
} as const satisfies List

const { quota } = ledgerRegistration

export const handlers: Handlers<typeof ledgerContract> = {
  async create({ key, ...content }, caller) {
    const id = idOf(caller, key)
    const entry = { ...content, textSize: content.text.length, rev: 1, createdAt: Date.now() }
    const room = await quota.reserve(caller, entry.textSize)
    if (room && (await ledgerOf(caller).add(id, entry))) return { entry: toEntry({ _id: id, ...entry }) }
    const earlier = await ledgerOf(caller).get(id)
    if (earlier) return { entry: toEntry(earlier) }
    return room ? notFound() : full('There is no room for another entry.')
  },

  async list(which, caller) {
    const { documents, nextCursor } = await readPage(ledgerOf(caller), latestFirst, which, { equals: {} })
    return { entries: documents.map(toEntry), nextCursor }
  },

  async update({ id, rev, ...content }, caller) {
    const change = { ...content, textSize: content.text.length, rev: rev + 1 }
    if (await ledgerOf(caller).update(id, { rev }, change)) return { id, rev: rev + 1 }
    const entry = await ledgerOf(caller).existing(id)
    return holds(entry, content) ? { id, rev: entry.rev } : conflict(toEntry(entry))
  },

  async remove({ id, rev }, caller) {
    if (await ledgerOf(caller).remove(id, { rev })) return { id }
    return conflict(toEntry(await ledgerOf(caller).existing(id)))
  },
}
