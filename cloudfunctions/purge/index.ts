import { limits } from '../../shared/note-limits'
import { onlyTimer } from '../common/caller'
import { removeOfEveryone } from '../common/everyone'
import { log } from '../common/log'

/** What the platform passes beside the event. Source: cloud.tencent.com, SCF, the context of Node.js functions. */
interface Context {
  request_id?: string
  time_limit_in_ms?: number
}

const day = 24 * 60 * 60 * 1000
/** Documents that go at once, and the milliseconds left in which no further batch is begun. */
const [batch, spare] = [500, 10_000]

/**
 * Deletes for good what has been in anybody's trash for 30 days. The timer of config.json calls it every day; what the
 * time did not suffice for, `left`, is done by the next run. It may be cut off, or run twice at once. Raises
 * FORBIDDEN_CALLER for everybody but the timer.
 */
export async function main(
  _event: unknown,
  context: Context = {},
): Promise<{ purged: number; left: boolean }> {
  onlyTimer()
  const { request_id: requestId, time_limit_in_ms: limit = 0 } = context
  const end = performance.now() + limit - spare
  const time = Date.now() - limits.trashDays * day
  let purged = 0
  let left
  do {
    const { removed, more } = await removeOfEveryone('notes', 'deletedAt', time, batch)
    purged += removed
    left = more
  } while (left && performance.now() < end)
  log('info', { requestId, purged, left })
  return { purged, left }
}
