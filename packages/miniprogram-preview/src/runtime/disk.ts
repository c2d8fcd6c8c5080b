import { Failure } from './wx/api'

export interface StoredFile {
  content: Uint8Array<ArrayBuffer>
  /** Epoch milliseconds. */
  modified: number
}

/**
 * The files of one person in one app on this phone. An app can read them with synchronous methods, but IndexedDB, where
 * the browser keeps them, is asynchronous. So all files are loaded into memory at the start, and changes are saved
 * later.
 */
export class Disk {
  private constructor(
    private readonly database: IDBDatabase,
    private readonly files: Map<string, StoredFile>,
  ) {}

  /** Opens the files stored under `name`. Raises an error when the browser cannot open its database. */
  static async open(name: string): Promise<Disk> {
    const opening = indexedDB.open(`files:${name}`)
    opening.onupgradeneeded = () => opening.result.createObjectStore('files')
    const database = await result(opening)
    const store = database.transaction('files').objectStore('files')
    const reading = [result(store.getAllKeys()), result(store.getAll())] as const
    const [paths, files]: [IDBValidKey[], StoredFile[]] = await Promise.all(reading)
    return new Disk(database, new Map(files.map((file, index) => [String(paths[index]), file])))
  }

  paths(): string[] {
    return [...this.files.keys()]
  }

  find(path: string): StoredFile | undefined {
    return this.files.get(path)
  }

  /** Adds a file that is gone when the phone starts again, as WeChat's temporary files are. Gives its path. */
  addTemporary(content: Uint8Array<ArrayBuffer>, extension: string): string {
    const path = `http://tmp/${crypto.randomUUID()}${extension ? `.${extension}` : ''}`
    this.files.set(path, { content, modified: Date.now() })
    return path
  }

  /**
   * The file can be read at once. Resolves when the browser has saved it. Raises Failure when there is no room for it.
   */
  write(path: string, content: Uint8Array<ArrayBuffer>): Promise<void> {
    const file = { content, modified: Date.now() }
    this.files.set(path, file)
    return this.keep((store) => store.put(file, path))
  }

  remove(path: string): Promise<void> {
    this.files.delete(path)
    return this.keep((store) => store.delete(path))
  }

  private keep(change: (store: IDBObjectStore) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      const transaction = this.database.transaction('files', 'readwrite')
      transaction.oncomplete = () => resolve()
      transaction.onabort = () => {
        const full = transaction.error?.name === 'QuotaExceededError'
        const reason = full ? 'the maximum size of the file storage limit is exceeded' : 'system error'
        reject(new Failure(reason, full ? 1300202 : 1300201))
      }
      change(transaction.objectStore('files'))
    })
  }
}

function result<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () =>
      reject(new Error(`The browser does not open its files: ${request.error?.message}`))
  })
}
