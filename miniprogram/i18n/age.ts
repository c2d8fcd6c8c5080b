import { t, texts } from './index'
import { day } from './moment'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

/**
 * How long ago `time` was, in words. Both are epoch milliseconds; a `time` in the future, by a phone whose clock is
 * slow, is "just now". Written by hand because Intl is not on every phone.
 */
export function age(time: number, now: number): string {
  if (now - time < minuteMs) return texts.justNow
  if (now - time < hourMs) return t('minutesAgo', { count: Math.floor((now - time) / minuteMs) })
  const then = new Date(time)
  const today = new Date(now)
  if (sameDay(then, today)) return t('hoursAgo', { count: Math.floor((now - time) / hourMs) })
  if (sameDay(then, new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1)))
    return texts.yesterday
  return day(then, then.getFullYear() !== today.getFullYear())
}

const sameDay = (a: Date, b: Date): boolean => a.toDateString() === b.toDateString()
