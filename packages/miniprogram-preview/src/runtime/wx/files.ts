import type { Disk, StoredFile } from '../disk'
import type { Phone } from '../phone'
import { api, Failure, required, sync, type Options } from './api'

/** The only folder that an app may write to: `wx.env.USER_DATA_PATH`. */
export const userData = 'http://usr'

/** A method of the file system. It has an asynchronous and a synchronous form. */
interface Operation {
  /** The names of the options, in the order of the arguments of the synchronous form. */
  takes: string[]
  /** The name of the result in the answer of the asynchronous form. */
  gives?: string
  /**
   * May give a promise that resolves when the browser has saved a change. The synchronous form does not wait for it.
   */
  run(options: Options): unknown
}

/**
 * `wx.getFileSystemManager()`, for UTF-8 text and bytes in files directly in USER_DATA_PATH. Source of the reasons and
 * codes of failures: https://developers.weixin.qq.com/miniprogram/dev/api/file/FileSystemManager.html
 */
export function fileSystem({ disk }: Phone): Record<string, unknown> {
  const operations: Record<string, Operation> = {
    access: {
      takes: ['path'],
      run(options) {
        const path = required(options, 'path')
        if (path !== userData && path !== `${userData}/`) existingFile(disk, path)
      },
    },
    writeFile: {
      takes: ['filePath', 'data', 'encoding'],
      run: (options) => disk.write(writablePath(options), bytes(options)),
    },
    appendFile: {
      takes: ['filePath', 'data', 'encoding'],
      run(options) {
        const path = writablePath(options)
        const { content } = existingFile(disk, path, ', open')
        return disk.write(path, joinBytes(content, bytes(options)))
      },
    },
    readFile: {
      takes: ['filePath', 'encoding'],
      gives: 'data',
      run(options) {
        const path = required(options, 'filePath')
        const { content } = existingFile(disk, path, ', open')
        if (options['encoding'] === undefined) return content.slice().buffer
        checkEncoding(options)
        return new TextDecoder('utf-8', { ignoreBOM: true }).decode(content)
      },
    },
    unlink: {
      takes: ['filePath'],
      run(options) {
        const path = required(options, 'filePath')
        existingFile(disk, path)
        return disk.remove(path)
      },
    },
    stat: {
      takes: ['path'],
      gives: 'stats',
      run(options) {
        const path = required(options, 'path')
        return stats(existingFile(disk, path))
      },
    },
  }
  return Object.fromEntries(Object.entries(operations).flatMap(([name, operation]) => forms(name, operation)))
}

function forms(name: string, { takes, gives, run }: Operation): [string, unknown][] {
  const known = [...takes, 'success', 'fail', 'complete']
  const asynchronous = api(name, async (options) => {
    for (const option of Object.keys(options)) if (!known.includes(option)) throw unsupported(name, option)
    const result: unknown = await run(options)
    return gives ? { [gives]: result } : {}
  })
  const synchronous = sync(`${name}Sync`, (...values: unknown[]) => {
    if (values.length > takes.length) throw unsupported(`${name}Sync`, `argument ${takes.length + 1}`)
    const result = run(Object.fromEntries(values.map((value, index) => [takes[index], value])))
    return result instanceof Promise ? undefined : result
  })
  return [
    [name, asynchronous],
    [`${name}Sync`, synchronous],
  ]
}

function unsupported(method: string, option: string): Error {
  return new Error(`FileSystemManager.${method}: "${option}" is not in the preview`)
}

/**
 * Gives the file at a path of the app. `doing` becomes part of the reason if there is no file: nothing, or `, open`.
 */
function existingFile(disk: Disk, path: string, doing = ''): StoredFile {
  const file = disk.find(path)
  if (!file) throw new Failure(`no such file or directory${doing} ${path}`, 1300002)
  return file
}

/**
 * Gives the path to write to. There are no subfolders, so it must be directly in USER_DATA_PATH; else raises Failure.
 */
function writablePath(options: Options): string {
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

function joinBytes(before: Uint8Array, after: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(before.length + after.length)
  whole.set(before)
  whole.set(after, before.length)
  return whole
}

/**
 * Gives the stats of a file, with times in seconds. Only the time of the last write is known, so both times are that.
 */
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
