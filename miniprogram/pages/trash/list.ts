import type { NoteSummary } from '../../../shared/notes'
import { PagedList } from '../../common/list/paged-list'
import { listTrash } from '../../services/notes'

/** The notes in the trash, as far as they are loaded. */
export class TrashList extends PagedList<NoteSummary> {
  protected load = listTrash
}
