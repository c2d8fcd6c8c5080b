import type { Draft } from '../../stores/draft'
import { sendNow, write, writeCopy } from '../../stores/outbox'

/** The ways out of a conflict. */
export const settle = {
  /** This phone's version becomes the note's next revision. */
  mine(draft: Draft): void {
    draft.keepMine()
    write(draft, draft.content)
    void sendNow()
  },

  /** The note stays as the cloud has it. */
  theirs(draft: Draft): void {
    draft.takeTheirs()
  },

  /** The note stays as the cloud has it, and this phone's version becomes a note of its own. */
  both(draft: Draft): void {
    writeCopy(draft)
    settle.theirs(draft)
    void sendNow()
  },
}
