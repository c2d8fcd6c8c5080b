import type { Entry } from '../../shared/ledger'
import type { Caller } from '../common/caller'
import { OwnedCollection, type Owned } from '../common/owned'

/** An entry in the collection `ledger`, beside its id and its owner. */
export interface StoredEntry extends Omit<Entry, 'id'> {
  /** The characters that count for the usage. */
  textSize: number
}

/** The caller's entries. */
export const ledgerOf = (caller: Caller) => new OwnedCollection<StoredEntry>('ledger', caller)

export const toEntry = ({ _id, ...entry }: Owned<StoredEntry>): Entry => ({ id: _id, ...entry })

/** An entry of an export as it is stored again. No time of it lies ahead, or it would stay on top of the list. */
export const storedAgain = ({ id: _, ...entry }: Entry, now: number): StoredEntry => ({
  ...entry,
  textSize: entry.text.length,
  rev: now,
  createdAt: Math.min(entry.createdAt, now),
})
