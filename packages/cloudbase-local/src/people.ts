import { readFileSync } from 'node:fs'
import * as z from 'zod/mini'
import { parseDeclaration } from './declaration'

const text = z.string().check(z.minLength(1))

const personSchema = z
  .strictObject({
    /** What the preview's shell calls this person. */
    name: text,
    /** What getWXContext() gives as SOURCE; a mini program on a phone (wx_client) by default. */
    source: z.optional(z.string().check(z.regex(/^[a-z_]+$/, 'like wx_client or wx_trigger'))),
    /** The mini program that owns this environment. */
    appid: z.optional(text),
    /** Absent: a caller without identity, as a timer, the console or a broken gateway is. */
    openid: z.optional(text),
    /** Absent: WeChat gives this person none in this mini program. */
    unionid: z.optional(text),
    /** There for a call through environment sharing: the mini program it comes from, and who its user is there. */
    from: z.optional(z.strictObject({ appid: text, openid: z.optional(text), unionid: z.optional(text) })),
    /** True: the environment is not meant for the mini program of `from`. It is for the functions to refuse it. */
    stranger: z.optional(z.boolean()),
    /** False: the UNIONID is not there at first, and arrives when it is switched on. */
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

/** Who can call functions: a user of this mini program or, by `from`, of one that shares the environment; a timer. */
export type Person = z.infer<typeof personSchema>

/** Everyone, by the key that callers name in `x-local-person`. */
export type People = Record<string, Person>

/** A user as the cloud can tell one: in one mini program, and as a person where WeChat says so. */
export interface Identity {
  appid: string
  openid: string
  unionid?: string | undefined
}

/** Who can call where nobody is declared: one with a UNIONID, one without, and a timer. */
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
 * Who a call comes from in the end: through environment sharing the user of the other mini program as a whole, never
 * a mix with the own side's view. Undefined for a timer and for a caller without OPENID.
 */
export function identityOf({ from, appid, openid, unionid }: Person): Identity | undefined {
  const is = from ?? { appid, openid, unionid }
  return is.appid === undefined || is.openid === undefined
    ? undefined
    : { appid: is.appid, openid: is.openid, unionid: is.unionid }
}

/** The UNIONID that a person has or can get. */
export const declaredUnionid = ({ from, unionid }: Pick<Person, 'from' | 'unionid'>): string | undefined =>
  from ? from.unionid : unionid
