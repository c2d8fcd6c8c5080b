import { changesFor, documentKey, type Replacement } from './changes'
import type { Key } from './keys'
import type { Database, View } from './view'

/** Lets a statement read and write, either directly on the database or inside a transaction. */
export interface Writer {
  view: View
  write(replacement: Replacement): void
  /** Runs a statement that writes. Outside a transaction it writes everything or nothing. */
  statement<Result>(work: () => Result): Result
}

/** The documents that open transactions have written. Other writers must wait for the transaction to end, or fail. */
export type Locks = Map<Key, Holder>

export interface Holder {
  /** Resolves when the transaction has been committed or rolled back. */
  ended: Promise<void>
}

/** A write outside a transaction failed because a transaction holds the document. `released` says when to try again. */
export class DocumentLocked extends Error {
  override name = 'DocumentLocked'
  constructor(readonly released: Promise<void>) {
    super('The document is held by a transaction')
  }
}

/** Makes a writer outside any transaction: each statement is one write of the database. */
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
