import { element } from '../dom'
import type { Phone } from '../phone'
import { apis, Failure, required, text } from './api'

/** The types of files that WeChat can open. */
const documents = ['doc', 'docx', 'xls', 'xlsx', 'ppt', 'pptx', 'pdf']

/**
 * The wx methods that share or open a file. A browser has neither chats nor a document viewer, so it downloads the
 * file.
 */
export function share({ disk }: Phone) {
  const download = (path: string, name: string): void => {
    const file = disk.find(path)
    if (!file) throw new Failure(`file doesn't exist`)
    const href = URL.createObjectURL(new Blob([file.content]))
    element('a', { href, download: name }).click()
    setTimeout(() => URL.revokeObjectURL(href), 60_000)
  }
  return apis({
    shareFileMessage(options) {
      // As on a phone, this works only for a short time after a tap. An app that waits too long gets this failure.
      if (!navigator.userActivation.isActive) throw new Failure('can only be invoked by user TAP gesture.')
      const path = required(options, 'filePath')
      download(path, text(options, 'fileName', nameOf(path)))
    },
    openDocument(options) {
      const path = required(options, 'filePath')
      const name = nameOf(path)
      const type = text(options, 'fileType', name.split('.').at(-1))
      if (!documents.includes(type)) throw new Failure('filetype not supported')
      download(path, name.endsWith(`.${type}`) ? name : `${name}.${type}`)
    },
  })
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
