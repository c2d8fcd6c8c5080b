import { limits } from '../../../shared/note-limits'
import { t, texts } from '../../i18n/index'

const dayMs = 86_400_000

/**
 * How long a note stays in the trash, in words. Both times are epoch milliseconds; if `deletedAt` is in the future
 * because the clock of the phone is slow, the note counts as just deleted.
 */
export function daysLeft(deletedAt: number, now: number): string {
  const passed = Math.max(0, Math.floor((now - deletedAt) / dayMs))
  const count = limits.trashDays - passed
  return count > 0 ? t('daysLeft', { count }) : texts.lastDay
}
