import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs'
import { join, resolve } from 'node:path'

// The layout of LMDB's first two pages, as lmdb for Node writes them: a header of 24 bytes, then the struct MDB_meta.
const magic = 0xbeefc0de
const at = { magic: 24, pageBytes: 48, root: 136, lastPage: 144, transaction: 152 }
const metaBytes = 160
const noRoot = 2n ** 64n - 1n

/**
 * Raises an error that says what to do when LMDB could not read the folder's data file. LMDB maps the file into memory
 * and would end the whole process, without a word, at the first page that is missing or is none.
 */
export function checkIntact(folder: string): void {
  const file = join(folder, 'data.mdb')
  if (!existsSync(file)) return
  const descriptor = openSync(file, 'r')
  try {
    const { size } = fstatSync(descriptor)
    const fault = size > 0 && faultIn(size, (from, length) => bytesAt(descriptor, from, length))
    if (fault)
      throw new Error(
        `${resolve(file)} is damaged: ${fault}. Nothing was changed. Put a copy of the folder back, ` +
          'or move the folder away to begin with an empty one.',
      )
  } finally {
    closeSync(descriptor)
  }
}

function faultIn(size: number, read: (from: number, length: number) => Buffer): string | undefined {
  const first = read(0, metaBytes)
  const pageBytes = first.readUInt32LE(at.pageBytes)
  if (first.readUInt32LE(at.magic) !== magic || pageBytes < 512)
    return 'it does not begin as a database of LMDB does'
  const second = read(pageBytes, metaBytes)
  if (second.readUInt32LE(at.magic) !== magic) return 'its second page is not one of LMDB'
  const isSecondNewer = second.readBigUInt64LE(at.transaction) > first.readBigUInt64LE(at.transaction)
  const newest = isSecondNewer ? second : first
  const neededBytes = (newest.readBigUInt64LE(at.lastPage) + 1n) * BigInt(pageBytes)
  if (BigInt(size) < neededBytes) return `it has ${size} bytes and should have ${neededBytes}`
  const root = newest.readBigUInt64LE(at.root)
  if (root !== noRoot && read(Number(root) * pageBytes, 8).readBigUInt64LE(0) !== root)
    return 'the page from which all others are found is another one'
  return undefined
}

/** Bytes beyond the end are zero. */
function bytesAt(descriptor: number, from: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  readSync(descriptor, bytes, 0, length, from)
  return bytes
}
