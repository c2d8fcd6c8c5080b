import { t, texts } from './index'

/** A day in words, with its year or without. */
export const day = (date: Date, withYear: boolean): string =>
  t(withYear ? 'dayOfOtherYear' : 'dayOfYear', {
    year: date.getFullYear(),
    month: texts.months.split(' ')[date.getMonth()] ?? '',
    day: date.getDate(),
  })

/** The day and the minute of `time`, in epoch milliseconds, by the phone's zone. Written by hand because Intl is not on every phone. */
export function moment(time: number): string {
  const date = new Date(time)
  const clock = [date.getHours(), date.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':')
  return `${day(date, true)} ${clock}`
}
