import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { fileMissing, fileForbidden } from '../errors'
import type { Identity } from '../people'
import type { Bucket, StoredFile } from './bucket'
import { checkPath, fileIdOf, pathOf } from './names'
import { allows, type StorageRules } from './rules'

/** What somebody may put where, once. */
interface Permit {
  path: string
  owner: Identity | undefined
  until: number
}

/** How long a link can be opened: two hours, as WeChat's guide says, unless it is asked for with another `maxAge`. */
export const linkSeconds = 2 * 60 * 60
const permitMs = 15 * 60 * 1000

/** How many files one call may name (the same guide). */
export const maxFilesPerCall = 50

/** Cloud storage: files, the links by which they are read, and the permits by which they are written. */
export class Files {
  private readonly secret = randomBytes(32)
  private readonly permits = new Map<string, Permit>()

  constructor(
    private readonly bucket: Bucket,
    readonly rules: StorageRules,
    private readonly url: () => string,
  ) {}

  /** Gives the file with this id. Raises STORAGE_FILE_NONEXIST. */
  find(fileId: string): StoredFile {
    const path = pathOf(fileId)
    const file = path === undefined ? undefined : this.bucket.find(path)
    if (!file) throw fileMissing(fileId)
    return file
  }

  at(path: string): StoredFile | undefined {
    return this.bucket.find(path)
  }

  /** The owned folder in which a path lies. */
  ownedFolderOf(path: string): string | undefined {
    return this.rules.owned?.find((folder) => path.startsWith(folder))
  }

  /** Raises STORAGE_EXCEED_AUTHORITY when the rules do not let somebody on a phone do this. */
  allow(
    what: 'read' | 'write',
    identity: Identity | undefined,
    file: StoredFile | undefined,
    path: string,
  ): void {
    const openids = { auth: identity?.openid, resource: file ? file._openid : identity?.openid }
    if (!allows(this.rules[what], openids)) throw fileForbidden(what, path)
  }

  /** Permits one upload and gives what the SDK needs for it. Raises INVALID_PARAM for a path that cannot be. */
  permit(path: string, owner: Identity | undefined) {
    checkPath(path)
    const authorization = randomBytes(24).toString('hex')
    this.permits.set(authorization, { path, owner, until: Date.now() + permitMs })
    const url = this.addressOf(path.split('/').map(encodeURIComponent).join('/'))
    // The SDK sends the last of them as a header, which must be plain ASCII.
    return {
      url,
      token: 'local',
      authorization,
      fileId: fileIdOf(path),
      cosFileId: randomBytes(16).toString('hex'),
    }
  }

  /** Stores what was permitted. Gives false when there is no such permit. */
  usePermit(path: string, authorization: string, bytes: Buffer): boolean {
    const permit = this.permits.get(authorization)
    this.permits.delete(authorization)
    if (permit?.path !== path || permit.until < Date.now()) return false
    this.put(path, permit.owner, bytes)
    return true
  }

  put(path: string, owner: Identity | undefined, bytes: Buffer): string {
    checkPath(path)
    this.bucket.put({ path, _openid: owner?.openid, unionid: owner?.unionid }, bytes)
    return fileIdOf(path)
  }

  remove(file: StoredFile): void {
    this.bucket.remove(file)
  }

  /** Gives an address at which a file can be read by whoever has it, until its end. */
  link(path: string, seconds: number): string {
    const end = Math.floor(Date.now() / 1000) + seconds
    return `${this.addressOf(path)}?sign=${this.signatureOf(path, end)}&t=${end}`
  }

  /** Gives the file that a link leads to; undefined when the link is not one of ours, or its time is over. */
  open(path: string, signature: string, end: number): StoredFile | undefined {
    const expected = Buffer.from(this.signatureOf(path, end))
    const given = Buffer.from(signature)
    const isValid = given.length === expected.length && timingSafeEqual(given, expected)
    return isValid && end * 1000 > Date.now() ? this.bucket.find(path) : undefined
  }

  read(file: StoredFile) {
    return this.bucket.read(file)
  }

  /** The SDK encodes the address of a link itself, and not that of an upload. */
  private addressOf(path: string): string {
    return `${this.url()}/file/${path}`
  }

  private signatureOf(path: string, end: number): string {
    return createHmac('sha256', this.secret).update(`${end} ${path}`).digest('hex')
  }
}
