import { device } from '../device'
import type { Phone } from '../phone'
import { apis, Failure, required, sync, type Options } from './api'

/** WeChat's limits in bytes, for one entry and for all entries of one person in one app. */
const maxEntryBytes = 1024 * 1024
const maxTotalBytes = 10 * 1024 * 1024

/** The storage methods of wx. The browser keeps the entries, separately for each person, app and phone. */
export function storage({ program: { app }, disk }: Phone) {
  const prefix = `storage:${device.storageName(app)}:`
  const keysIn = (all: string[]) =>
    all.flatMap((key) => (key.startsWith(prefix) ? key.slice(prefix.length) : []))
  const keys = () => [...new Set([...keysIn(Object.keys(localStorage)), ...keysIn(disk.paths())])]
  const entryOf = (key: string): string | null => {
    const overflow = disk.find(prefix + key)
    return overflow ? new TextDecoder().decode(overflow.content) : localStorage.getItem(prefix + key)
  }
  const size = () => keys().reduce((sum, key) => sum + bytes(key) + bytes(entryOf(key) ?? ''), 0)

  const set = (key: string, data: unknown): void => {
    const entry = JSON.stringify({ data })
    if (bytes(entry) > maxEntryBytes) throw new Failure('entry size limit reached')
    if (size() - bytes(entryOf(key) ?? '') + bytes(entry) > maxTotalBytes)
      throw new Failure('exceed storage max size 10Mb')
    remove(key)
    try {
      localStorage.setItem(prefix + key, entry)
    } catch (error) {
      // All people on this address share the browser's own limit, which is half of WeChat's. What is beyond it is kept
      // with the files. They are saved a moment later, so localStorage comes first.
      if (!(error instanceof DOMException)) throw error
      void disk.write(prefix + key, new TextEncoder().encode(entry))
    }
  }
  const get = (key: string): unknown => {
    const entry = entryOf(key)
    if (entry === null) return undefined
    const parsed: { data?: unknown } = JSON.parse(entry)
    return parsed.data
  }
  const remove = (key: string): void => {
    localStorage.removeItem(prefix + key)
    if (disk.find(prefix + key)) void disk.remove(prefix + key)
  }
  const clear = (): void => keys().forEach(remove)
  const info = () => ({
    keys: keys(),
    currentSize: Math.ceil(size() / 1024),
    limitSize: maxTotalBytes / 1024,
  })

  return {
    ...apis({
      setStorage: (options) => set(required(options, 'key'), options['data']),
      getStorage(options) {
        const key = required(options, 'key')
        if (entryOf(key) === null) throw new Failure('data not found')
        return { data: get(key) }
      },
      removeStorage: (options) => remove(required(options, 'key')),
      clearStorage: clear,
      getStorageInfo: info,
    }),
    setStorageSync: sync('setStorageSync', (key: unknown, data: unknown) => set(keyOf({ key }), data)),
    getStorageSync: sync('getStorageSync', (key: unknown) => get(keyOf({ key })) ?? ''),
    removeStorageSync: sync('removeStorageSync', (key: unknown) => remove(keyOf({ key }))),
    clearStorageSync: clear,
    getStorageInfoSync: info,
  }
}

function keyOf(options: Options): string {
  return required(options, 'key')
}

function bytes(value: string): number {
  return new TextEncoder().encode(value).length
}
