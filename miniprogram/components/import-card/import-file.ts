import type { ImportPage } from '../../../shared/account'
import { importLimits } from '../../../shared/import-limits'
import { config } from '../../config'
import { texts } from '../../i18n/index'

/** WeChat reads no larger file into memory. Source: FileSystemManager.readFile. */
const maxBytes = 100 * 1024 * 1024

/** Raised for a file that cannot be imported. The message says why, in the user's language. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile'
}

/**
 * What a file of an earlier export holds, in pages of which each fits one call. Only its outline is checked here: the
 * function looks at every document. Raises UnreadableFile.
 */
export function readImportFile(path: string, bytes: number): ImportPage[] {
  if (bytes > maxBytes) throw new UnreadableFile(texts.importTooLarge)
  const file = parsed(path)
  if (!isRecord(file)) throw new UnreadableFile(texts.importOther)
  const { app, version, exportedAt: _, ...collections } = file
  if (app !== 'notes' || typeof version !== 'string') throw new UnreadableFile(texts.importOther)
  if (isNewer(version, config.version)) throw new UnreadableFile(texts.importNewer)
  return Object.entries(collections).flatMap(([collection, documents]) => {
    const pages = Array.isArray(documents) ? pagesOf(documents) : [[]]
    return pages.map((part) => {
      const page = { collection, documents: part }
      if (!isPage(page)) throw new UnreadableFile(texts.importOther)
      return page
    })
  })
}

function parsed(path: string): unknown {
  try {
    return JSON.parse(String(wx.getFileSystemManager().readFileSync(path, 'utf8')))
  } catch {
    throw new UnreadableFile(texts.importBroken)
  }
}

function pagesOf(documents: unknown[]): unknown[][] {
  const pages: unknown[][] = []
  let room = 0
  for (const document of documents) {
    const size = JSON.stringify(document).length
    const page = pages[pages.length - 1]
    const fits = page && page.length < importLimits.documents && size <= room
    if (fits) page.push(document)
    else pages.push([document])
    room = (fits ? room : importLimits.characters) - size
  }
  return pages
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isPage = (page: { collection: string; documents: unknown[] }): page is ImportPage =>
  page.documents.length > 0 && page.documents.every((document) => isRecord(document) && 'id' in document)

/** Whether a version like 1.10.0 comes after another one. */
function isNewer(version: string, than: string): boolean {
  const own = than.split('.').map(Number)
  for (const [i, part] of version.split('.').map(Number).entries())
    if (part !== (own[i] ?? 0)) return part > (own[i] ?? 0)
  return false
}
