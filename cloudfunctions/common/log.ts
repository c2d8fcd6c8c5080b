import { createHash } from 'node:crypto'

/**
 * Prints one JSON line for the console of the cloud: about a call that went wrong, or about what a timer did. Never log an
 * OPENID in clear: use `hashed`.
 */
export function log(level: 'info' | 'warn' | 'error', entry: Readonly<Record<string, unknown>>): void {
  console[level](JSON.stringify(entry))
}

/** The same person gives the same eight digits, and the digits do not give the person. */
export const hashed = (openid: string): string =>
  createHash('sha256').update(openid).digest('hex').slice(0, 8)
