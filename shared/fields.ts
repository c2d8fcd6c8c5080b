import * as z from 'zod/mini'

/*
 * The fields that documents of every collection have in common.
 */

export const id = z.string().check(z.regex(/^[0-9a-f]{32}$/, 'an id: 32 hexadecimal digits'))

/** Grows by one with every change; a change names the revision it is based on. */
export const rev = z.int().check(z.minimum(1))

/** Epoch milliseconds. */
export const time = z.int().check(z.minimum(0))

/** A random value of the caller's that names a new document: the same key again gives the same document. */
export const key = z.string().check(z.regex(/^[A-Za-z0-9_-]{16,64}$/, '16 to 64 letters, digits, - or _'))
