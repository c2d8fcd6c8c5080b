import type { ErrorCode } from '../../shared/answer'
import type { Action, Input } from '../../shared/contract'
import type { Contracts } from '../../shared/contracts'
import { everyone } from './people'

const { appid } = everyone.alice

/** People whom nothing of Alice's or Bob's concerns, and callers who are nobody. */
export const people = {
  ...everyone,
  eve: { name: 'Eve', appid, openid: 'oNOTES0eve0Rk5YtB2nVw8sLc7d' },
  dana: { name: 'Dana', appid, openid: 'oNOTES0dana4Wp1KzH6mXf3vQe9', unionid: 'uOPEN0dana9Gj2TbS5yNc8kMr4' },
  'dana-sibling': {
    name: 'Dana',
    appid,
    from: {
      appid: everyone['alice-sibling'].from.appid,
      openid: 'oSIBLI0dana7Fd3LqU1jZa6hPw5',
      unionid: 'uOPEN0dana9Gj2TbS5yNc8kMr4',
    },
  },
}

/** Whose notes are attacked: one is known by UNIONID too, one is not. */
export const victims = ['alice', 'bob'] as const

/** Who attacks, and how they are refused; those who are not are users like any other, who get at their own notes only. */
export const attackers: { who: string; key: keyof typeof people; refused?: ErrorCode }[] = [
  { who: 'someone else', key: 'eve' },
  { who: 'someone else with a UNIONID', key: 'dana' },
  { who: "a sibling app's user", key: 'dana-sibling' },
  { who: 'an unlisted app', key: 'mallory', refused: 'FORBIDDEN_CALLER' },
  { who: 'nobody', key: 'nobody', refused: 'UNAUTHENTICATED' },
  { who: 'an OPENID of digits', key: 'digits', refused: 'UNAUTHENTICATED' },
  { who: 'a timer', key: 'timer', refused: 'FORBIDDEN_CALLER' },
]

/** What an attacker has got hold of: all that a call can name. */
export interface Target {
  id: string
  rev: number
  key: string
  /** When it was last changed or removed, which is what a cursor holds. */
  time: number
}

/** The text of every note that is attacked, in case somebody can search for it. */
export const mark = 'for the eyes of the victim only'
export const markedTag = 'victim'

/** A cursor that holds these values. */
export const cursorAt = (...position: unknown[]): string =>
  Buffer.from(JSON.stringify(position)).toString('base64url')

/** How each operation is aimed at a target. A new operation of the contract adds its line here, or nothing compiles. */
export const aimed: {
  [F in keyof Contracts]: {
    [A in keyof Contracts[F]]: Contracts[F][A] extends Action
      ? (target: Target) => Input<Contracts[F][A]>
      : never
  }
} = {
  notes: {
    create: ({ key }) => ({ key, title: 'mine now', body: 'overwritten' }),
    get: ({ id }) => ({ id }),
    list: ({ time, id }) => ({ cursor: cursorAt(false, time, id), limit: 50 }),
    trash: ({ time, id }) => ({ cursor: cursorAt(time, id), limit: 50 }),
    tags: () => ({}),
    update: ({ id, rev }) => ({ id, rev, title: 'mine now', body: 'overwritten', pinned: true }),
    remove: ({ id, rev }) => ({ id, rev }),
    restore: ({ id, rev }) => ({ id, rev }),
    destroy: ({ id, rev }) => ({ id, rev }),
  },
  account: {
    usage: () => ({}),
    export: ({ id }) => ({ cursor: `notes.${cursorAt(id)}` }),
    erase: () => ({ confirm: 'erase everything' }),
  },
}

/** Operations that can be aimed in a second way. */
export const aimedOtherwise: Record<string, [keyof Contracts, action: string, (target: Target) => object]> = {
  'notes.list by words': ['notes', 'list', ({ id }) => ({ cursor: cursorAt(true, 9e15, id), words: mark })],
  'notes.list by tag': ['notes', 'list', ({ id }) => ({ cursor: cursorAt(true, 9e15, id), tag: markedTag })],
}
