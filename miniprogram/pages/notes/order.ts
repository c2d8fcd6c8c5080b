import type { NoteSummary } from '../../../shared/notes'
import type { Listed, Order } from '../../common/list/blocks'

/** What a note's place depends on. */
type Place = Pick<Listed<NoteSummary>, 'id' | 'pinned' | 'updatedAt' | 'waiting'>

/**
 * Whether `a` stands before `b`: pinned notes first, then the newest, as the cloud orders them. What waits to be sent counts
 * as the newest, whatever the clock of the phone says.
 */
export function isBefore(a: Place, b: Place): boolean {
  if (a.pinned !== b.pinned) return a.pinned
  if (a.waiting !== b.waiting) return a.waiting
  return a.updatedAt === b.updatedAt ? a.id > b.id : a.updatedAt > b.updatedAt
}

/** A change of the pin moves a note at once; an edited one moves with the next refresh. */
export const noteOrder: Order<NoteSummary> = {
  before: isBefore,
  moves: (from, to) => from.pinned !== to.pinned,
}
