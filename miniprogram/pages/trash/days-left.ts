import { limits } from '../../../shared/limits'
import { t, texts } from '../../i18n/index'

const dayMs = 86_400_000

/**
 * How long a note stays in the trash, in words. Both times are epoch milliseconds; with a `deletedAt` in the future, by a
 * phone whose clock is slow, it stays as long as any.
 */
export function daysLeft(deletedAt: number, now: number): string {
  const passed = Math.max(0, Math.floor((now - deletedAt) / dayMs))
  const count = limits.trashDays - passed
  return count > 0 ? t('daysLeft', { count }) : texts.lastDay
}
