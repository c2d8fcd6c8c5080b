import type { Entry } from '../../shared/ledger'
import type { CallError } from '../common/call-error'
import { call, currentOf } from '../common/cloud'

/** What a person enters. */
export type EntryContent = Pick<Entry, 'amountCents' | 'text' | 'date'>

/** Writes a new entry, or gives the one that an earlier call with the same key has written. Raises CallError. */
export const createEntry = async (key: string, content: EntryContent): Promise<Entry> =>
  (await call('ledger', 'create', { key, ...content })).entry

/** One page of the caller's entries. `cursor` is the `nextCursor` of the page before. Raises CallError. */
export const listEntries = (
  cursor: string | null,
): Promise<{ entries: Entry[]; nextCursor: string | null }> =>
  call('ledger', 'list', cursor === null ? {} : { cursor })

/** Changes revision `rev` and gives the new revision. Raises CallError. */
export const updateEntry = async (id: string, rev: number, content: EntryContent): Promise<number> =>
  (await call('ledger', 'update', { id, rev, ...content })).rev

/** Deletes revision `rev` for good. Raises CallError. */
export const removeEntry = async (id: string, rev: number): Promise<void> => {
  await call('ledger', 'remove', { id, rev })
}

/** The entry as it stands, where a change was refused because of it; null for every other failure. */
export const conflictingEntry = (error: CallError): Entry | null => currentOf('ledger', error)
