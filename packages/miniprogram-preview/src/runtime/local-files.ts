import type { Disk, StoredFile } from './disk'

/** The object URLs of the phone's files that are shown, each with the state of the file that it shows. */
const urls = new Map<string, { file: StoredFile; url: string }>()
let disk: Disk | undefined

/** Makes the files of `from` available to images and videos. */
export function showFilesOf(from: Disk): void {
  disk = from
}

/** Gives the address of a file that the app has chosen or written, or undefined when there is none at this path. */
export function fileUrl(path: string): string | undefined {
  const file = disk?.find(path)
  if (!file) return undefined
  const known = urls.get(path)
  if (known?.file === file) return known.url
  if (known) URL.revokeObjectURL(known.url)
  const url = URL.createObjectURL(new Blob([file.content]))
  urls.set(path, { file, url })
  return url
}
