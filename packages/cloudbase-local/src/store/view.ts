import { open, type RootDatabase, type Transaction } from 'lmdb'
import type { Range } from './bounds'
import type { Key } from './keys'

/** The stored keys and values as somebody sees them: as they stand, or as one transaction does. */
export interface View {
  get(key: Key): string | undefined
  /** The entries of the range in the order of their keys; it must not be written while it is being read. */
  entries(range: Range, reverse: boolean): Iterable<[Key, string]>
}

/**
 * How many free pages lmdb takes from the file at a time. Its versions 3.2 to 3.5 (at least) abort the process on a write
 * after a restart when the free pages, by default read all at once, do not fit one record of about 500:
 * `Freelist record not found`. Its types do not list these options.
 */
const freeSpace = { maxFreeSpaceToLoad: 300, maxFreeSpaceToRetain: 300 }

/** The LMDB database: ordered, one file, each write transaction on disk before it is acknowledged. */
export class Database implements View {
  private readonly lmdb: RootDatabase<string, Uint8Array>

  constructor(folder: string) {
    const options = { path: folder, keyEncoding: 'binary', encoding: 'string', ...freeSpace } as const
    this.lmdb = open<string, Uint8Array>(options)
  }

  get(key: Key): string | undefined {
    return this.lmdb.get(bytes(key))
  }

  entries(range: Range, reverse: boolean): Iterable<[Key, string]> {
    return this.read(range, reverse)
  }

  /** Puts each value, and removes the keys that have none. */
  apply(changes: Iterable<[Key, string | undefined]>): void {
    for (const [key, value] of changes) {
      if (value === undefined) this.lmdb.removeSync(bytes(key))
      else this.lmdb.putSync(bytes(key), value)
    }
  }

  /** Runs `statement` as one write: all of it is on disk when this returns, or nothing if it raises. */
  write<Result>(statement: () => Result): Result {
    return this.lmdb.transactionSync(statement)
  }

  /** The present state, which stays as it is until it is released. */
  snapshot(): View & { release(): void } {
    const transaction = this.lmdb.useReadTransaction()
    return {
      get: (key) => this.lmdb.get(bytes(key), { transaction }),
      entries: (range, reverse) => this.read(range, reverse, transaction),
      release: () => transaction.done(),
    }
  }

  close(): Promise<void> {
    return this.lmdb.close()
  }

  private *read(range: Range, reverse: boolean, transaction?: Transaction): Iterable<[Key, string]> {
    if (range.from >= range.to) return
    const [from, to] = [bytes(range.from), bytes(range.to)]
    const bounds = reverse
      ? { start: to, exclusiveStart: true, end: from, inclusiveEnd: true, reverse }
      : { start: from, end: to }
    for (const { key, value } of this.lmdb.getRange({ ...bounds, ...(transaction ? { transaction } : {}) }))
      yield [Buffer.from(key).toString('latin1'), value]
  }
}

const bytes = (key: Key): Buffer => Buffer.from(key, 'latin1')
