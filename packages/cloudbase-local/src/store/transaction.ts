import { CloudError, transactionConflict } from '../errors'
import { changesFor, documentKey, type Changes, type Replacement } from './changes'
import { load } from './ejson'
import type { Key } from './keys'
import { overlay } from './overlay'
import type { Database, View } from './view'
import type { Holder, Locks, Writer } from './writer'

/**
 * A transaction. It reads the database as it was at its first statement, plus its own writes: MongoDB takes the snapshot
 * then, and not when the transaction is started (mongodb.com/docs/manual/core/read-isolation-consistency-recency). The
 * writes reach the database together when it commits. If two transactions write the same document, the second one gets
 * a conflict.
 */
export class Transaction implements Writer, Holder {
  readonly ended: Promise<void>
  private first: { snapshot: ReturnType<Database['snapshot']>; view: View } | undefined
  private readonly changes: Changes = new Map()
  private readonly replacements = new Map<Key, Replacement>()
  private release: () => void = () => undefined

  constructor(
    private readonly database: Database,
    private readonly locks: Locks,
  ) {
    this.ended = new Promise((resolve) => (this.release = resolve))
  }

  get view(): View {
    return this.sinceFirst().view
  }

  statement<Result>(work: () => Result): Result {
    return work()
  }

  write(replacement: Replacement): void {
    const key = documentKey(replacement)
    const holder = this.locks.get(key)
    const touched = this.database.get(key) !== this.sinceFirst().snapshot.get(key)
    if ((holder && holder !== this) || touched) throw transactionConflict()
    // A document that this transaction has added keeps its place until the commit, whatever becomes of it.
    const place = replacement.place ?? this.replacements.get(key)?.place
    const placed: Replacement = { ...replacement, ...(place !== undefined && { place }) }
    // A unique value may have been taken by a later commit, which this transaction's own view does not show.
    this.changesNow(key, placed)
    for (const [at, value] of changesFor(this.view, placed)) this.changes.set(at, value)
    this.locks.set(key, this)
    this.replacements.set(key, placed)
  }

  /** Writes everything at once. Raises a conflict when somebody else has taken a unique value in the meantime. */
  commit(): void {
    try {
      this.database.write(() => {
        for (const [key, replacement] of this.replacements)
          this.database.apply(this.changesNow(key, replacement))
      })
    } catch (error) {
      throw error instanceof CloudError ? transactionConflict() : error
    } finally {
      this.end()
    }
  }

  end(): void {
    this.first?.snapshot.release()
    for (const [key, holder] of this.locks) if (holder === this) this.locks.delete(key)
    this.release()
  }

  /** Gives the changes that a replacement makes of the database as it is now. */
  private changesNow(key: Key, replacement: Replacement): Changes {
    const text = this.database.get(key)
    const old = text === undefined ? undefined : load(text)
    // What was added and taken away again was never there.
    if (!old && !replacement.new) return new Map()
    return changesFor(this.database, { ...replacement, old })
  }

  private sinceFirst() {
    if (this.first) return this.first
    const snapshot = this.database.snapshot()
    return (this.first = { snapshot, view: overlay(snapshot, this.changes) })
  }
}
