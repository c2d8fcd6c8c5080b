import { isDeepStrictEqual } from 'node:util'
import { cursorAt, type Target } from '../collections/sample'
import { owned, type Operation } from './operations'
import { everyone } from './people'

/** One operation, and what an attacker has got hold of to aim it at. */
export interface Aim extends Pick<Operation, 'action' | 'takes' | 'input'> {
  foreign: Pair
  deleted: Pair
  absent: Pair
}

/** A target, and its twin: the same aimed at nothing. Nobody may tell the two apart. */
export interface Pair {
  target: Target
  twin: Target
}

/** An event, and how its call ends: refused as malformed, exactly as its twin's does, or at least in nothing foreign. */
export type Attack = { event: object } & (
  { ends: 'malformed' | 'in nothing foreign' } | { ends: 'as twin'; twin: object }
)

type Ways = Record<string, (aim: Aim) => Attack[]>

/** Aimed at a document, if the operation takes one. */
const waysToADocument: Ways = {
  'the id of a foreign document': (aim) => [alike(aim, aim.foreign)],
  'the id of a deleted foreign document': (aim) => [alike(aim, aim.deleted)],
  'the id of no document': (aim) => [alike(aim, aim.absent)],
}

/** Each by the field of the input that it forges; where there is none, the event does not follow the contract. */
const waysByField = {
  cursor: {
    'forged cursors': (aim: Aim) => [
      ...malformed(...wrongCursors.map((cursor) => aimed(aim, { cursor }))),
      ...guesses(aim, 'cursor', guessedCursors),
    ],
  },
  rev: {
    'forged revisions': (aim: Aim) => [
      ...malformed(...wrongRevisions.map((rev) => aimed(aim, { rev }))),
      ...guesses(aim, 'rev', [1, 2, 3, Number.MAX_SAFE_INTEGER]),
    ],
  },
}

/** The ways whose events, some or all, follow the contract of an operation that takes these fields: they reach the database. */
export const waysToTheDatabase = (takes: readonly string[]): Ways => ({
  ...waysToADocument,
  ...(takes.includes('cursor') && waysByField.cursor),
  ...(takes.includes('rev') && waysByField.rev),
})

/** Every way to aim an operation at somebody else's document. */
export const ways: Ways = {
  ...waysToADocument,
  ...waysByField.cursor,
  ...waysByField.rev,

  'operator objects': (aim) => inEachField(aim, () => operators),
  // Where a list is due, an empty one is in order.
  arrays: (aim) => inEachField(aim, (value) => [...(Array.isArray(value) ? [] : [[]]), [value], [[value]]]),

  'identities in the event': (aim) => [
    ...Object.entries(identities).flatMap(([field, value]) =>
      malformed({ ...aimed(aim), [field]: value }, aimed(aim, { [field]: value })),
    ),
    alike(aim, aim.foreign, { userInfo: identities, tcbContext: identities }), // the platform's own, which are dropped
  ],
  'keys that every object has': (aim) =>
    ['__proto__', 'constructor', 'prototype', 'toString'].flatMap((key) =>
      malformed({ ...aimed(aim), action: key }, withKey(aimed(aim), key), {
        ...aimed(aim),
        input: withKey(aim.input(aim.foreign.target), key),
      }),
    ),
}

const { openid, unionid, appid } = everyone.alice
/** Names under which somebody might hope to be believed. */
const identities = {
  openid,
  _openid: openid,
  OPENID: openid,
  openId: openid,
  FROM_OPENID: openid,
  resourceOwnerId: openid,
  owner: { openid },
  unionid,
  UNIONID: unionid,
  appid,
}
const operators = [
  { $ne: null },
  { $gt: '' },
  { $gte: 0 },
  { $exists: true },
  { $regex: '.*' },
  { $or: [{}] },
  {},
]
const wrongCursors = ['', 'AAAA', 'W10', '!', 0, null, { $gt: '' }, cursorAt(true, -1, 'f'.repeat(32))]
const wrongRevisions = [0, -1, 0.5, '1', null, 1e300, { $gte: 0 }]

const [highest, lowest] = ['f'.repeat(32), '0'.repeat(32)]
/** Of each kind of list. */
const guessedCursors = [
  ...owned.flatMap((name) => [`${name}.`, `${name}.${cursorAt(highest)}`]),
  cursorAt(true, 9e15, highest),
  cursorAt(false, 0, lowest),
  cursorAt(9e15, highest),
  cursorAt(0, lowest),
  cursorAt(highest),
  cursorAt(lowest),
]

/** The operation, aimed at the foreign document, with some fields of its input changed or added. */
const aimed = ({ action, input, foreign }: Aim, change: object = {}) => ({
  action,
  input: { ...input(foreign.target), ...change },
})

const malformed = (...events: object[]): Attack[] => events.map((event) => ({ event, ends: 'malformed' }))

/** An operation that names no target has no twin: it must end in nothing foreign. */
const alike = ({ action, input }: Aim, { target, twin }: Pair, around: object = {}): Attack => {
  const event = { action, input: input(target), ...around }
  return isDeepStrictEqual(input(target), input(twin))
    ? { event, ends: 'in nothing foreign' }
    : { event, ends: 'as twin', twin: { action, input: input(twin) } }
}

/** The fields that it has, and one that none has. */
const inEachField = (aim: Aim, values: (value: unknown) => unknown[]): Attack[] =>
  Object.entries({ ...aim.input(aim.foreign.target), where: 'x' }).flatMap(([field, value]) =>
    malformed(...values(value).map((wrong) => aimed(aim, { [field]: wrong }))),
  )

/** Well-formed values for a field; an operation that does not have it must refuse them. */
const guesses = (aim: Aim, field: string, values: unknown[]): Attack[] =>
  values.map((value) => ({
    event: aimed(aim, { [field]: value }),
    ends: aim.takes.includes(field) ? 'in nothing foreign' : 'malformed',
  }))

/** An own key of this name, `__proto__` too, as JSON can carry it. */
const withKey = (value: object, key: string): object =>
  Object.defineProperty({ ...value }, key, { value: { openid }, enumerable: true })
