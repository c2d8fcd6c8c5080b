import type { Disk, StoredFile } from '../disk'
import type { Phone } from '../phone'
import { api, Failure, required, sync, type Options } from './api'

/** Where an app may write; `wx.env.USER_DATA_PATH`. */
export const userData = 'http://usr'

/** One method of the file system, in its asynchronous and in its synchronous form. */
interface Operation {
  /** Names of its options, in the order in which the synchronous form takes them. */
  takes: string[]
  /** What the asynchronous form calls its result. */
  gives?: string
  /** A promise ends when the browser keeps the change; the synchronous form does not wait for that. */
  run(options: Options): unknown
}

/**
 * `wx.getFileSystemManager()`: text in UTF-8 and bytes, in files right under USER_DATA_PATH. The reasons of failures and
 * their codes are those of https://developers.weixin.qq.com/miniprogram/dev/api/file/FileSystemManager.html
 */
export function fileSystem({ disk }: Phone): Record<string, unknown> {
  const operations: Record<string, Operation> = {
    access: {
      takes: ['path'],
      run(options) {
        const path = required(options, 'path')
        if (path !== userData && path !== `${userData}/`) existing(disk, path)
      },
    },
    writeFile: {
      takes: ['filePath', 'data', 'encoding'],
      run: (options) => disk.write(writable(options), bytes(options)),
    },
    appendFile: {
      takes: ['filePath', 'data', 'encoding'],
      run(options) {
        const path = writable(options)
        const { content } = existing(disk, path, ', open')
        return disk.write(path, joined(content, bytes(options)))
      },
    },
    readFile: {
      takes: ['filePath', 'encoding'],
      gives: 'data',
      run(options) {
        const path = required(options, 'filePath')
        const { content } = existing(disk, path, ', open')
        if (options['encoding'] === undefined) return content.slice().buffer
        checkEncoding(options)
        return new TextDecoder('utf-8', { ignoreBOM: true }).decode(content)
      },
    },
    unlink: {
      takes: ['filePath'],
      run(options) {
        const path = required(options, 'filePath')
        existing(disk, path)
        return disk.remove(path)
      },
    },
    stat: {
      takes: ['path'],
      gives: 'stats',
      run(options) {
        const path = required(options, 'path')
        return stats(existing(disk, path))
      },
    },
  }
  return Object.fromEntries(Object.entries(operations).flatMap(([name, operation]) => forms(name, operation)))
}

function forms(name: string, { takes, gives, run }: Operation): [string, unknown][] {
  const known = [...takes, 'success', 'fail', 'complete']
  const waiting = api(name, async (options) => {
    for (const option of Object.keys(options)) if (!known.includes(option)) throw unknown(name, option)
    const result: unknown = await run(options)
    return gives ? { [gives]: result } : {}
  })
  const immediate = sync(`${name}Sync`, (...values: unknown[]) => {
    if (values.length > takes.length) throw unknown(`${name}Sync`, `argument ${takes.length + 1}`)
    const result = run(Object.fromEntries(values.map((value, index) => [takes[index], value])))
    return result instanceof Promise ? undefined : result
  })
  return [
    [name, waiting],
    [`${name}Sync`, immediate],
  ]
}

function unknown(method: string, option: string): Error {
  return new Error(`FileSystemManager.${method}: "${option}" is not in the preview`)
}

/** The file at a path that the app gave. `doing` is what the failure says that was done: nothing, or `, open`. */
function existing(disk: Disk, path: string, doing = ''): StoredFile {
  const file = disk.find(path)
  if (!file) throw new Failure(`no such file or directory${doing} ${path}`, 1300002)
  return file
}

/** A path that can be written: without directories, a file stands right under USER_DATA_PATH. */
function writable(options: Options): string {
  const path = required(options, 'filePath')
  if (!path.startsWith(`${userData}/`)) throw new Failure(`permission denied, open ${path}`, 1300013)
  const name = path.slice(userData.length + 1)
  if (name === '') throw new Failure(`illegal operation on a directory, open ${path}`, 1301003)
  if (name.includes('/')) throw new Failure(`no such file or directory, open ${path}`, 1300002)
  return path
}

function bytes(options: Options): Uint8Array<ArrayBuffer> {
  const { data } = options
  if (data instanceof ArrayBuffer) return new Uint8Array(data.slice(0))
  if (typeof data !== 'string')
    throw new Failure('parameter error: parameter.data should be String or ArrayBuffer')
  checkEncoding(options)
  return new TextEncoder().encode(data)
}

function checkEncoding({ encoding = 'utf8' }: Options): void {
  if (encoding !== 'utf8' && encoding !== 'utf-8')
    throw new Error(`FileSystemManager: the encoding "${String(encoding)}" is not in the preview`)
}

function joined(before: Uint8Array, after: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(before.length + after.length)
  whole.set(before)
  whole.set(after, before.length)
  return whole
}

/** Times in seconds. Of the times, only the last write is kept: it stands for the last reading, too. */
function stats({ content, modified }: StoredFile) {
  const time = Math.floor(modified / 1000)
  return {
    mode: 0o100666,
    size: content.length,
    lastAccessedTime: time,
    lastModifiedTime: time,
    isFile: () => true,
    isDirectory: () => false,
  }
}
