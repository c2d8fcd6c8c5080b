import { device } from '../device'
import type { Disk } from '../disk'
import { extensionOf } from '../file-dialog'
import { api, Failure, isOptions, required, type Options } from './api'
import { passNetwork } from './network'

/**
 * What wx.cloud does with files: cloud storage of the local cloud, as the person who holds this phone. `checkReady` raises
 * a Failure until wx.cloud may be used.
 */
export function cloudFiles(disk: Disk, checkReady: () => void) {
  const method = (name: string, run: (options: Options) => Promise<Options>) =>
    api(`cloud.${name}`, (options) => {
      checkReady()
      return run(options)
    })
  return {
    uploadFile: method('uploadFile', (options) => {
      const path = required(options, 'cloudPath')
      const file = disk.find(required(options, 'filePath'))
      if (!file) throw new Failure(`file not exists: ${String(options['filePath'])}`, -1)
      return ask(`upload?path=${encodeURIComponent(path)}`, file.content)
    }),

    downloadFile: method('downloadFile', async (options) => {
      const fileID = required(options, 'fileID')
      const { fileList } = await ask('urls', JSON.stringify({ fileList: [fileID] }))
      const [link] = Array.isArray(fileList) ? fileList : []
      const { status, errMsg, tempFileURL } = isOptions(link) ? link : {}
      if (status !== 0) throw new Failure(String(errMsg), Number(status))
      const response = await send(String(tempFileURL), {})
      const content = new Uint8Array(await response.arrayBuffer())
      const tempFilePath = disk.addTemporary(content, extensionOf({ name: fileID }))
      return { tempFilePath, statusCode: response.status }
    }),

    getTempFileURL: method('getTempFileURL', (options) => ask('urls', listOf(options))),
    deleteFile: method('deleteFile', (options) => ask('delete', listOf(options))),
  }
}

function listOf({ fileList }: Options): string {
  if (!Array.isArray(fileList)) throw new Failure('parameter error: parameter.fileList should be Array')
  return JSON.stringify({ fileList })
}

/** Asks the cloud for something. Raises a Failure with the reason that it gives. */
async function ask(what: string, body: string | Uint8Array<ArrayBuffer>): Promise<Options> {
  const headers = { 'x-local-person': device.person }
  const response = await send(`/storage/${what}`, { method: 'POST', headers, body })
  if (response.status === 404)
    throw new Failure(
      'no local cloud with storage is attached: `npm start` runs the app together with one',
      -1,
    )
  const answer: unknown = await response.json()
  const { errCode, errMsg, error, ...result } = isOptions(answer) ? answer : {}
  if (typeof errCode === 'number') throw new Failure(String(errMsg), errCode)
  if (!response.ok) throw new Failure(String(error), -1)
  return result
}

async function send(url: string, init: RequestInit): Promise<Response> {
  await passNetwork(['none'])
  const response = await fetch(url, init).catch(() => {
    throw new Failure('request:fail', -1)
  })
  await passNetwork(['none', 'failing'])
  return response
}
