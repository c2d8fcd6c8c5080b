import type { ImportPage } from '../../../shared/account'
import { importPage } from '../../services/account'

/** Pages of a file on their way to the cloud, one after another. */
export class Sending {
  /** How many documents are new, and how many were there before, as far as they were sent. */
  added = 0
  present = 0
  /** Set to true, it ends after the page that is under way. */
  stopped = false
  private next = 0

  /** With `dryRun` the cloud only says what it would do. */
  constructor(
    private readonly pages: ImportPage[],
    readonly dryRun: boolean,
  ) {}

  /** How many documents the file holds. */
  get total(): number {
    return this.pages.reduce((sum, { documents }) => sum + documents.length, 0)
  }

  /** How many of them were sent. */
  get done(): number {
    return this.added + this.present
  }

  /**
   * Sends to the end, or until it is stopped; `report` is told of each page. Raises CallError, after which another call goes
   * on where this one stopped.
   */
  async send(report: () => void): Promise<void> {
    for (let page; !this.stopped && (page = this.pages[this.next]); this.next++) {
      const { added, present } = await importPage(page, this.dryRun)
      this.added += added
      this.present += present
      report()
    }
  }
}
