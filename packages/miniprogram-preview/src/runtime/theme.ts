import type { Program } from '../program'
import { device } from './device'

/** Gives a part of the app's JSON with each `@name` replaced by its value in theme.json for the present theme. */
export function themed<T>(config: T, { themes }: Program): T {
  const table = themes[device.theme] ?? {}
  const text = JSON.stringify(config, (_, value: unknown) =>
    typeof value === 'string' && value.startsWith('@') ? table[value.slice(1)] : value,
  )
  const resolved: T = JSON.parse(text)
  return resolved
}
