import type { Program } from '../program'
import type { Application } from './application'
import type { Disk } from './disk'
import type { PageStack } from './page-stack'

/** One running app on one phone, as the wx methods see it. */
export interface Phone {
  program: Program
  disk: Disk
  pages: PageStack
  application: Application
  /** Draws the bars anew, after what they show has changed. */
  repaint(): void
  /** Goes back, after the page's own question when it asks one. Raises Failure when the user stays. */
  leave(delta: number): Promise<void>
}
