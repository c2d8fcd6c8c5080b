import { limits } from '../../shared/note-limits'
import { onlyTimer } from '../common/caller'
import { removeOfEveryone } from '../common/everyone'
import { log } from '../common/log'

/** What the platform passes beside the event. Source: cloud.tencent.com, SCF, the context of Node.js functions. */
interface Context {
  request_id?: string
  time_limit_in_ms?: number
}

const dayMs = 24 * 60 * 60 * 1000
/** Documents that are deleted at once. */
const batchSize = 500
/** No batch is begun when less time than this is left. */
const spareMs = 10_000

/**
 * Deletes for good what has been in anybody's trash for 30 days. The timer of config.json calls it every day. `left` says
 * that time ran out before everything was deleted; the next run goes on. It may be cut off, or run twice at once.
 * Raises FORBIDDEN_CALLER for everybody but the timer.
 */
export async function main(
  _event: unknown,
  context: Context = {},
): Promise<{ purged: number; left: boolean }> {
  onlyTimer()
  const { request_id: requestId, time_limit_in_ms: timeLimitMs = 0 } = context
  const end = performance.now() + timeLimitMs - spareMs
  const time = Date.now() - limits.trashDays * dayMs
  let purged = 0
  let left
  do {
    const { removed, more } = await removeOfEveryone('notes', 'deletedAt', time, batchSize)
    purged += removed
    left = more
  } while (left && performance.now() < end)
  log('info', { requestId, purged, left })
  return { purged, left }
}
