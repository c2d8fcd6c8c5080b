import type { ErrorCode } from '../../shared/answer'
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

/** Whose documents are attacked: one is known by UNIONID too, one is not. */
export const victims = ['alice', 'bob'] as const

/** Who attacks, and how they are refused; those who are not are users like any other, who get at their own documents only. */
export const attackers: { who: string; key: keyof typeof people; refused?: ErrorCode }[] = [
  { who: 'someone else', key: 'eve' },
  { who: 'someone else with a UNIONID', key: 'dana' },
  { who: "a sibling app's user", key: 'dana-sibling' },
  { who: 'an unlisted app', key: 'mallory', refused: 'FORBIDDEN_CALLER' },
  { who: 'nobody', key: 'nobody', refused: 'UNAUTHENTICATED' },
  { who: 'an OPENID of digits', key: 'digits', refused: 'UNAUTHENTICATED' },
  { who: 'a timer', key: 'timer', refused: 'FORBIDDEN_CALLER' },
]

/** The text of every document that is attacked, in case somebody can search for it. */
export const mark = 'for the eyes of the victim only'
