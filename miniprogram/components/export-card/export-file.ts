import type { Note } from '../../../shared/notes'
import { config } from '../../config'
import { exportNotes } from '../../services/account'

/** Raised when the phone cannot store the file, usually because it is full (200 MB an app). Source: FileSystemManager.appendFile. */
export class FileError extends Error {
  override readonly name = 'FileError'
}

// Always the same name, so that the phone never holds two copies. The date is in the name of the file that is sent.
const path = (): string => `${wx.env.USER_DATA_PATH}/notes.json`

/**
 * All that the caller has in the cloud, as one JSON file: `{ app, version, exportedAt, notes }`. It is written page by
 * page, so that it takes the memory of one page.
 */
export class ExportFile {
  readonly path = path()
  /** How many notes are in it. */
  written = 0
  /** Set to true, it ends the writing. */
  stopped = false
  private cursor: string | null = null

  /**
   * Writes to the end, or until it is stopped; `report` is told of each page. Raises CallError, after which another call
   * goes on where this one stopped, and FileError, after which it cannot.
   */
  async write(report: (written: number) => void): Promise<void> {
    do {
      const { notes, nextCursor } = await exportNotes(this.cursor)
      if (this.stopped) return
      this.append(notes, nextCursor === null)
      this.cursor = nextCursor
      report(this.written)
    } while (this.cursor !== null)
  }

  private append(notes: Note[], last: boolean): void {
    const rows = notes.map((note, i) => (this.written + i > 0 ? ',\n' : '\n') + JSON.stringify(note))
    const text = rows.join('') + (last ? '\n]}\n' : '')
    const files = wx.getFileSystemManager()
    try {
      if (this.cursor === null) files.writeFileSync(this.path, head() + text, 'utf8')
      else files.appendFileSync(this.path, text, 'utf8')
    } catch (error) {
      throw new FileError(String(error))
    }
    this.written += notes.length
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
  return `${about.slice(0, -1)},"notes":[`
}
