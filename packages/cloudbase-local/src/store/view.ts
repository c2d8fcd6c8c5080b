import { open, type RootDatabase, type Transaction } from 'lmdb'
import type { Key, Range } from './keys'

/** Read access to the stored keys and values, either to the present state or as one transaction sees it. */
export interface View {
  get(key: Key): string | undefined
  /** Gives the entries of the range sorted by key. Nothing must be written until they have all been read. */
  entries(range: Range, reverse: boolean): Iterable<[Key, string]>
}

/**
 * How many free pages lmdb reads from the file at a time. By default lmdb reads all of them at once. If they do not fit
 * in one record of about 500 pages, at least the versions 3.2 to 3.5 crash on the first write after a restart, with
 * `Freelist record not found`. The types of lmdb do not list these options.
 */
const freePageLimits = { maxFreeSpaceToLoad: 300, maxFreeSpaceToRetain: 300 }

/** Writes a key's bytes straight to where LMDB reads them. A Buffer of its own for each key would take as long as the rest. */
const keyEncoder = {
  writeKey(key: Key, target: Buffer, start: number): number {
    const written = target.write(key, start, 'latin1')
    // LMDB answers this error by a larger buffer, or by saying that the key is too long.
    if (written < key.length) throw new RangeError('The key does not fit')
    return start + written
  },
  readKey: (source: Buffer, start: number, end: number): Key => source.toString('latin1', start, end),
}

/** The LMDB database. It keeps its entries sorted by key, and a write is on disk before it is acknowledged. */
export class Database implements View {
  private readonly lmdb: RootDatabase<string, Key>

  constructor(folder: string) {
    this.lmdb = open<string, Key>({ path: folder, keyEncoder, encoding: 'string', ...freePageLimits })
  }

  get(key: Key): string | undefined {
    return this.lmdb.get(key)
  }

  entries(range: Range, reverse: boolean): Iterable<[Key, string]> {
    return this.read(range, reverse)
  }

  /** Stores each value, and removes each key whose value is undefined. */
  apply(changes: Iterable<readonly [Key, string | undefined]>): void {
    for (const [key, value] of changes) {
      if (value === undefined) this.lmdb.removeSync(key)
      else this.lmdb.putSync(key, value)
    }
  }

  /** Runs `statement` as one write. Afterwards all of it is on disk, or nothing if `statement` raised an error. */
  write<Result>(statement: () => Result): Result {
    return this.lmdb.transactionSync(statement)
  }

  /** Gives a view of the present state that later writes do not change. It must be released. */
  snapshot(): View & { release(): void } {
    const transaction = this.lmdb.useReadTransaction()
    return {
      get: (key) => this.lmdb.get(key, { transaction }),
      entries: (range, reverse) => this.read(range, reverse, transaction),
      release: () => transaction.done(),
    }
  }

  /** Remembers every entry. Gives a function that brings all of them back in one write, and removes every other one. */
  keep(): () => void {
    const everything = { from: '', to: '\xff\xff' }
    const kept = new Map(this.read(everything, false))
    return () => {
      const stored = new Map(this.read(everything, false))
      const added = [...stored.keys()].filter((key) => !kept.has(key))
      const changed = [...kept].filter(([key, value]) => stored.get(key) !== value)
      this.write(() => this.apply([...added.map((key) => [key, undefined] as const), ...changed]))
    }
  }

  close(): Promise<void> {
    return this.lmdb.close()
  }

  private *read(range: Range, reverse: boolean, transaction?: Transaction): Iterable<[Key, string]> {
    const { from, to } = range
    if (from >= to) return
    const bounds = reverse
      ? { start: to, exclusiveStart: true, end: from, inclusiveEnd: true, reverse }
      : { start: from, end: to }
    for (const { key, value } of this.lmdb.getRange({ ...bounds, ...(transaction ? { transaction } : {}) }))
      yield [key, value]
  }
}
