import { askForFiles, extensionOf } from '../file-dialog'
import type { Phone } from '../phone'
import { apis, Failure, number, text } from './api'

/** What the file dialog offers for each `type`, as an attribute `accept`; without one, all files. */
const accepted: Record<string, string> = { image: 'image/*', video: 'video/*' }

/**
 * `wx.chooseMessageFile`. A browser has no chats, so the person chooses from the files of the computer. What is chosen can
 * be read until the app is closed, under a path that only this phone knows.
 */
export function chooseMessageFile({ disk }: Phone) {
  return apis({
    async chooseMessageFile(options) {
      const count = number(options, 'count', 0)
      if (count < 1) throw new Failure('parameter error: parameter.count should be a Number from 1 to 100')
      const { extension } = options
      const endings = Array.isArray(extension) ? extension.map((ending) => `.${String(ending)}`) : []
      const accept = endings.join() || (accepted[text(options, 'type', 'all')] ?? '')
      const files = (await askForFiles(accept, count > 1)).slice(0, count)
      if (files.length === 0) throw new Failure('cancel')
      return { tempFiles: await Promise.all(files.map(taken)) }
    },
  })

  async function taken(file: File) {
    const path = disk.addTemporary(new Uint8Array(await file.arrayBuffer()), extensionOf(file))
    const type = /^(image|video)\//.exec(file.type)?.[1] ?? 'file'
    return { path, name: file.name, size: file.size, type, time: Math.floor(Date.now() / 1000) }
  }
}
