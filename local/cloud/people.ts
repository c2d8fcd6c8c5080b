import { readFileSync } from 'node:fs'
import * as z from 'zod/mini'
import { parseDeclaration } from './declaration'

const personSchema = z.strictObject({
  /** What the preview's shell calls this person. */
  name: z.string().check(z.minLength(1)),
  appid: z.string().check(z.minLength(1)),
  /** Absent: a caller without identity, as the platform's console or a broken gateway would be. */
  openid: z.optional(z.string().check(z.minLength(1))),
  /** Absent: WeChat gives this person none in this mini program. */
  unionid: z.optional(z.string().check(z.minLength(1))),
})

const peopleSchema = z.record(z.string().check(z.regex(/^[a-z][a-z0-9-]*$/)), personSchema)

export type Person = z.infer<typeof personSchema>

/** Who can hold a phone, by the key that callers name in `x-local-person`. */
export type People = Record<string, Person>

/** Reads the file that declares the people. Raises an error that names the file and each bad field. */
export function loadPeople(file: string): People {
  return parseDeclaration(peopleSchema, file, readFileSync(file, 'utf8'))
}
