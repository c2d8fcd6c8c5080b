import { changesFor, documentKey, type Replacement } from './changes'
import type { Key } from './keys'
import type { Database, View } from './view'

/** How a statement reads and writes: on the database itself, or inside a transaction. */
export interface Writer {
  view: View
  /** Writes one document. */
  write(replacement: Replacement): void
  /** Runs a statement that writes: all of it, or nothing. */
  statement<Result>(work: () => Result): Result
}

/** Documents that an open transaction has written: others must wait for it, or fail. */
export type Locks = Map<Key, Holder>

export interface Holder {
  /** Resolves when the transaction has ended, one way or the other. */
  ended: Promise<void>
}

/** A plain write met a document that a transaction holds. It may be tried again once that one has ended. */
export class DocumentLocked extends Error {
  override name = 'DocumentLocked'
  constructor(readonly released: Promise<void>) {
    super('The document is held by a transaction')
  }
}

/** Each statement is one write of the database. */
export function plainWriter(database: Database, locks: Locks): Writer {
  return {
    view: database,
    statement: (work) => database.write(work),
    write: (replacement) => {
      const holder = locks.get(documentKey(replacement))
      if (holder) throw new DocumentLocked(holder.ended)
      database.apply(changesFor(database, replacement))
    },
  }
}
