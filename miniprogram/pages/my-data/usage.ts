import type { Usage } from '../../../shared/account'
import { limits } from '../../../shared/note-limits'
import { t, texts } from '../../i18n/index'

/** How much of one limit is used. */
export interface UsageRow {
  label: string
  used: string
  /** How much of the bar is full. As soon as anything is used, that is 1 at least. */
  percent: number
  /** Whether the last tenth is reached. */
  near: boolean
}

export const usageRows = ({ notes }: Usage): UsageRow[] => [
  row(texts.usedNotes, notes.count, limits.notes),
  row(texts.usedCharacters, notes.characters, limits.characters),
]

const row = (label: string, used: number, limit: number): UsageRow => ({
  label,
  used: t('usedOfLimit', { used: grouped(used), limit: grouped(limit) }),
  percent: used === 0 ? 0 : Math.min(100, Math.max(1, Math.round((used / limit) * 100))),
  near: used >= limit * 0.9,
})

/** 12345 as 12,345. By hand because Intl is not on every phone. */
const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',')
