import { readFileSync } from 'node:fs'
import * as z from 'zod/mini'
import { parseDeclaration } from './declaration'

const text = z.string().check(z.minLength(1))

const personSchema = z
  .strictObject({
    /** The name that the preview shows for this person. */
    name: text,
    /** SOURCE in getWXContext(). The default is a mini program on a phone: wx_client. */
    source: z.optional(z.string().check(z.regex(/^[a-z_]+$/, 'like wx_client or wx_trigger'))),
    /** The mini program that owns this environment. Every person has it except a timer. */
    appid: z.optional(text),
    /** Absent for a caller without an identity: a timer, the console, or a broken gateway. */
    openid: z.optional(text),
    /** Absent when WeChat gives this person no UNIONID in this mini program. */
    unionid: z.optional(text),
    /** Present when the call comes from another mini program by environment sharing: that mini program and its user. */
    from: z.optional(z.strictObject({ appid: text, openid: z.optional(text), unionid: z.optional(text) })),
    /**
     * True when the mini program in `from` must not use this environment. The functions have to refuse it, not the
     * cloud.
     */
    stranger: z.optional(z.boolean()),
    /** False when the UNIONID is missing at the start and appears only when it is switched on. */
    unionidAtStart: z.optional(z.boolean()),
  })
  .check(
    z.refine(({ source, appid }) => source === 'wx_trigger' || appid !== undefined, {
      path: ['appid'],
      error: 'name the mini program that this person uses',
    }),
    z.refine(
      ({ source, ...identity }) =>
        source !== 'wx_trigger' ||
        (['appid', 'openid', 'unionid', 'from'] as const).every((field) => identity[field] === undefined),
      { path: ['source'], error: 'a timer is nobody: leave appid, openid, unionid and from out' },
    ),
    z.refine(({ stranger, from }) => stranger === undefined || from !== undefined, {
      path: ['stranger'],
      error: 'name the other mini program in from',
    }),
    z.refine((person) => person.unionidAtStart === undefined || declaredUnionid(person) !== undefined, {
      path: ['unionidAtStart'],
      error: 'give the unionid that is to be switched on',
    }),
  )

const peopleSchema = z.record(
  z.string().check(z.regex(/^[a-z][a-z0-9-]*$/, 'keys are lower-case letters, digits and -')),
  personSchema,
)

/**
 * A caller of functions: a user of this mini program, a user of a mini program that shares the environment, or a timer.
 */
export type Person = z.infer<typeof personSchema>

/** All callers, by the key that a call names in the header `x-local-person`. */
export type People = Record<string, Person>

/**
 * A user as the cloud knows them: by OPENID in one mini program, and by UNIONID in all of them where WeChat gives one.
 */
export interface Identity {
  appid: string
  openid: string
  unionid?: string | undefined
}

/** The people when no file declares any: one with a UNIONID, one without, and a timer. */
export const defaultPeople: People = {
  alice: { name: 'Alice', appid: 'wx0000000000000app', openid: 'oLOCAL0alice', unionid: 'uLOCAL0alice' },
  bob: { name: 'Bob', appid: 'wx0000000000000app', openid: 'oLOCAL0bob' },
  timer: { name: 'Timer', source: 'wx_trigger' },
}

/** Reads the file that declares the people. Raises an error that names the file and each bad field. */
export function loadPeople(file: string): People {
  return parseDeclaration(peopleSchema, file, readFileSync(file, 'utf8'))
}

/**
 * Gives the user who really makes the call. In a call by environment sharing all fields come from the other mini
 * program: mixing them with this mini program's ids would make up a person. Undefined for a timer and without an
 * OPENID.
 */
export function identityOf({ from, appid, openid, unionid }: Person): Identity | undefined {
  const is = from ?? { appid, openid, unionid }
  return is.appid === undefined || is.openid === undefined
    ? undefined
    : { appid: is.appid, openid: is.openid, unionid: is.unionid }
}

/** Gives the UNIONID that is declared for a person, whether it is switched on or not. */
export const declaredUnionid = ({ from, unionid }: Pick<Person, 'from' | 'unionid'>): string | undefined =>
  from ? from.unionid : unionid
