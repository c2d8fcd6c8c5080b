import type { Program } from '../program'
import type { Application } from './application'
import type { Disk } from './disk'
import type { PageStack } from './page-stack'

/** A running app on a phone. The wx methods work with this. */
export interface Phone {
  program: Program
  disk: Disk
  pages: PageStack
  application: Application
  /** Draws the bars again. To be called when something that they show has changed. */
  repaint(): void
  /** Closes `delta` pages. If the page asks a question first and the user chooses to stay, raises Failure. */
  leave(delta: number): Promise<void>
}
