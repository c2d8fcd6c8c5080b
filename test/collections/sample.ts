/** What an attacker has got hold of: all that a call can name. */
export interface Target {
  collection: string
  id: string
  rev: number
  key: string
  /** When the document was last changed or removed, which is what a cursor holds. */
  time: number
}

/**
 * What a test cannot take from a contract: values that its inputs accept. A contract whose name is that of an owned
 * collection has an action `create`, which answers the new document, and an action `remove`.
 */
export interface Sample {
  /** Each field of an input but id, rev, key, cursor, limit and page, and of a document but its times. `text` is what somebody writes or searches for. */
  fields(text: string): Record<string, unknown>
  /** By action: the cursor that a list gives right after the target. */
  cursors: Record<string, (target: Target) => string>
}

/** A cursor that holds these values. */
export const cursorAt = (...position: unknown[]): string =>
  Buffer.from(JSON.stringify(position)).toString('base64url')
