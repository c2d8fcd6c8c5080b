import * as z from 'zod/mini'

/** The sizes of lists that are read page by page. */
export const pageLimits = {
  /** Documents of a page, unless the caller asks for another number. */
  defaultSize: 20,
  maxSize: 50,
  /** Documents that are read at once by their ids. */
  read: 20,
  /** Characters. */
  cursor: 200,
} as const

/** The `nextCursor` of the page before; none asks for the first page. */
export const cursor = z.optional(z.string().check(z.minLength(1), z.maxLength(pageLimits.cursor)))

/** What a list takes: which page, and how many documents of it. */
export const pageInput = {
  cursor,
  limit: z._default(z.int().check(z.minimum(1), z.maximum(pageLimits.maxSize)), pageLimits.defaultSize),
}

/** Where the next page begins; null at the end. */
export const nextCursor = z.nullable(z.string())
