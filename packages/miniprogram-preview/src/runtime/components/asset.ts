import { fileUrl } from '../local-files'

/**
 * Gives the address of a file of the app: `path` counts from the folder of `owner`, the page or component that names it,
 * or from the app's folder when it begins with a slash. A URL, also of a file that the app has chosen, stays unchanged.
 */
export function assetUrl(path: string, owner = ''): string {
  const file = fileUrl(path)
  if (file !== undefined) return file
  if (/^(?:[a-z][\w+.-]*:|\/\/)/i.test(path)) return path
  const base = `app:///${owner}`
  return `/preview/app${encodeURI(decodeURI(new URL(path, base).pathname))}`
}
