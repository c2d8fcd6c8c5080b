import type { ExportPage } from '../../../shared/account'
import { config } from '../../config'
import { exportPage } from '../../services/account'

/** Raised when the phone cannot store the file, usually because it is full (200 MB an app). Source: FileSystemManager.appendFile. */
export class FileError extends Error {
  override readonly name = 'FileError'
}

// Always the same name, so that the phone never holds two copies. The date is in the name of the file that is sent.
const path = (): string => `${wx.env.USER_DATA_PATH}/notes.json`

/**
 * All that the caller has in the cloud, as one JSON file: `{ app, version, exportedAt, notes }`, and each further
 * collection under its own name. It is written page by page, so that it takes the memory of one page.
 */
export class ExportFile {
  readonly path = path()
  /** How many documents are in it. */
  written = 0
  /** Set to true, it ends the writing. */
  stopped = false
  private cursor: string | null = null
  /** The one that is being written. */
  private collection = ''

  /**
   * Writes to the end, or until it is stopped; `report` is told of each page. Raises CallError, after which another call
   * goes on where this one stopped, and FileError, after which it cannot.
   */
  async write(report: (written: number) => void): Promise<void> {
    do {
      const page = await exportPage(this.cursor)
      if (this.stopped) return
      this.append(page)
      this.cursor = page.nextCursor
      report(this.written)
    } while (this.cursor !== null)
  }

  private append({ collection, documents, nextCursor }: ExportPage): void {
    const begins = collection !== this.collection
    const key = `${this.collection ? '\n]' : ''},"${collection}":[`
    const rows = documents.map((document, i) => (begins && i === 0 ? '\n' : ',\n') + JSON.stringify(document))
    const text = (begins ? key : '') + rows.join('') + (nextCursor === null ? '\n]}\n' : '')
    const files = wx.getFileSystemManager()
    try {
      if (this.cursor === null) files.writeFileSync(this.path, head() + text, 'utf8')
      else files.appendFileSync(this.path, text, 'utf8')
    } catch (error) {
      throw new FileError(String(error))
    }
    this.collection = collection
    this.written += documents.length
  }
}

/** Deletes the file that an earlier export has left. */
export function removeExportFile(): void {
  try {
    wx.getFileSystemManager().unlinkSync(path())
  } catch {
    // There is none.
  }
}

function head(): string {
  const about = JSON.stringify({
    app: 'notes',
    version: config.version,
    exportedAt: new Date().toISOString(),
  })
  return about.slice(0, -1)
}
