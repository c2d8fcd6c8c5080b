import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { zipSync } from 'fflate'

/** The earliest date that a zip can hold. Its parts are written as they are on the clock here, so time zones do not matter. */
const anyDate = new Date(1980, 0, 1)

/**
 * A folder as a zip whose bytes depend on the files' names and contents only: not on their dates and order, the machine or
 * the version of Node. Source maps stay out; the cloud has no use for them.
 */
export function zipFolder(folder: string): Buffer {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.map'))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort()
  const files = names.map((name) => [name.split(path.sep).join('/'), readFileSync(path.join(folder, name))])
  return Buffer.from(zipSync(Object.fromEntries(files), { level: 9, mtime: anyDate }))
}

/** The SHA-256 of some bytes, in 64 hexadecimal digits. */
export const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')
