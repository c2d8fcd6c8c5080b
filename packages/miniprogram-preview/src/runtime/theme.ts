import type { Program } from '../program'
import { device } from './device'

/** A part of app.json or of a page's JSON in the present theme: `@name` stands for an entry of theme.json. */
export function themed<T>(config: T, { themes }: Program): T {
  const table = themes[device.theme] ?? {}
  const text = JSON.stringify(config, (_, value: unknown) =>
    typeof value === 'string' && value.startsWith('@') ? table[value.slice(1)] : value,
  )
  const resolved: T = JSON.parse(text)
  return resolved
}
