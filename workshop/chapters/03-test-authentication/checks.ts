import { text, type Chapter } from '../../../tools/workshop/chapter'

interface Tested {
  success?: unknown
  message?: unknown
  identity?: { openid?: unknown; unionid?: unknown }
  timestamp?: unknown
}

const tested = (result: unknown): Tested => Object(result) as Tested

const nobodyWelcomed = text(
  'A timer called. It is nobody, and was told: success.',
  '定时器发起了调用。它不是任何人，得到的却是 success: true。',
)
const carolRefused = text(
  'Carol, who has no UNIONID, was told that she is not authenticated. Her OPENID is enough.',
  'Carol 没有 UNIONID，结果被告知没有通过验证。其实有 OPENID 就够了。',
)

export const chapter: Chapter = {
  id: '03-test-authentication',
  title: text('Does it really know me?', '它真的认识我吗？'),
  minutes: 6,
  collections: [],
  failAtStart: ['nobody-is-refused'],
  checks: [
    {
      id: 'alice-is-known',
      title: text('Alice is told who she is, and when', 'Alice 得到自己的身份和时间'),
      attack: false,
      hint: text(
        'The answer has success, message, identity and timestamp.',
        '返回值包含 success、message、identity 和 timestamp。',
      ),
      async run({ call, people }) {
        const answer = await call('alice', 'test')
        const { success, identity, timestamp } = tested(answer.result)
        if (success !== true)
          return text(
            `Alice was told success: ${JSON.stringify(success)}. ${answer.message}`,
            `Alice 得到的是 success: ${JSON.stringify(success)}。${answer.message}`,
          )
        if (identity?.openid !== people.alice?.openid)
          return text('The identity that Alice was told is not hers.', 'Alice 得到的身份不是她自己的。')
        if (Number.isNaN(Date.parse(String(timestamp))))
          return text(
            `The timestamp is ${JSON.stringify(timestamp)}.`,
            `timestamp 是 ${JSON.stringify(timestamp)}。`,
          )
        return undefined
      },
    },
    {
      id: 'without-unionid',
      title: text('Carol needs no UNIONID to be known', 'Carol 没有 UNIONID 也能通过验证'),
      attack: false,
      hint: text(
        'Ask for the OPENID only. For a missing UNIONID the answer says “Not available”.',
        '只要求有 OPENID。没有 UNIONID 时，返回 “Not available”。',
      ),
      async run({ call }) {
        const { success, identity } = tested((await call('carol', 'test')).result)
        if (success !== true) return carolRefused
        if (identity?.unionid !== 'Not available')
          return text(
            `Carol’s unionid is ${JSON.stringify(identity?.unionid)}, not “Not available”.`,
            `Carol 的 unionid 是 ${JSON.stringify(identity?.unionid)}，而不是 “Not available”。`,
          )
        return undefined
      },
    },
    {
      id: 'nobody-is-refused',
      title: text('A call that carries no identity is refused', '不带身份的调用会被拒绝'),
      attack: true,
      hint: text(
        'if (!OPENID) return { success: false, … } — or throw. A success that does not depend on anything proves nothing.',
        'if (!OPENID) return { success: false, … }，或者直接抛出错误。不管什么情况都返回成功，什么也证明不了。',
      ),
      async run({ call }) {
        const answer = await call('timer', 'test')
        return !answer.failed && tested(answer.result).success === true ? nobodyWelcomed : undefined
      },
    },
  ],
  wrong: {
    'refused-in-words': { fails: 'nobody-is-refused', says: nobodyWelcomed },
    'asks-for-unionid': { fails: 'without-unionid', says: carolRefused },
  },
}
