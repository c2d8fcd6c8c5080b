import type { NoteSummary } from '../../../shared/notes'
import type { Order } from '../../common/list/blocks'

/**
 * Pinned notes first, then the newest, as the cloud orders them. What waits to be sent counts as the newest, whatever
 * the clock of the phone says. A change of the pin moves a note at once; an edited one moves with the next refresh.
 */
export const noteOrder: Order<NoteSummary> = {
  before(a, b) {
    if (a.pinned !== b.pinned) return a.pinned
    if (a.waiting !== b.waiting) return a.waiting
    return a.updatedAt === b.updatedAt ? a.id > b.id : a.updatedAt > b.updatedAt
  },
  moves: (from, to) => from.pinned !== to.pinned,
}
