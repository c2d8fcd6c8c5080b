import { createHash, randomUUID } from 'node:crypto'
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'

/** A file as it is kept. */
export interface StoredFile {
  path: string
  /** Who uploaded it, or on whose behalf a function did; without an _openid nobody. */
  _openid?: string | undefined
  unionid?: string | undefined
  bytes: number
  /** The name of its content beside this record. */
  content: string
}

/** The files of an environment, in a folder: for each a record, named by its path's hash, and its content. */
export class Bucket {
  constructor(private readonly folder: string) {}

  find(path: string): StoredFile | undefined {
    const record = this.recordOf(path)
    return existsSync(record) ? JSON.parse(readFileSync(record, 'utf8')) : undefined
  }

  read({ content }: StoredFile): Readable {
    return createReadStream(join(this.folder, content))
  }

  /** Puts a file in place of the one at its path, which stays readable until the new one is whole. */
  put(file: Omit<StoredFile, 'bytes' | 'content'>, bytes: Buffer): void {
    mkdirSync(this.folder, { recursive: true })
    const before = this.find(file.path)
    const content = randomUUID()
    writeFileSync(join(this.folder, content), bytes)
    const stored: StoredFile = { ...file, bytes: bytes.length, content }
    writeFileSync(join(this.folder, `${content}.new`), JSON.stringify(stored))
    renameSync(join(this.folder, `${content}.new`), this.recordOf(file.path))
    if (before) rmSync(join(this.folder, before.content), { force: true })
  }

  remove({ path, content }: StoredFile): void {
    rmSync(this.recordOf(path), { force: true })
    rmSync(join(this.folder, content), { force: true })
  }

  private recordOf(path: string): string {
    return join(this.folder, `${createHash('sha256').update(path).digest('hex')}.json`)
  }
}
