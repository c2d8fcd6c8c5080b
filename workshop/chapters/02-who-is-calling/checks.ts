import { text, type Chapter, type Text } from '../../../tools/workshop/chapter'
import type { Classroom } from '../../../tools/workshop/classroom'

const printedInClear = text(
  'The log of the function holds a whole OPENID. Everybody who may read the logs now knows it.',
  '云函数的日志里出现了完整的 OPENID，能看日志的人都知道了。',
)
const takenFor = (who: string, other: string) =>
  text(`${who} called, and was told that he is ${other}.`, `${who} 发起调用，云函数却把他当成了 ${other}。`)

/** What somebody is told of themselves, or what is wrong with it. */
async function told({ call, people }: Classroom, key: string, event = {}): Promise<Text | undefined> {
  const answer = await call(key, 'getUserInfo', event)
  if (answer.failed)
    return text(`getUserInfo failed: ${answer.message}`, `getUserInfo 出错：${answer.message}`)
  const result = Object(answer.result) as Record<string, unknown>
  const person = people[key]
  if (result.openid === person?.openid) return undefined
  const other = Object.values(people).find(({ openid }) => openid !== undefined && openid === result.openid)
  if (other) return takenFor(person?.name ?? key, other.name)
  return text(
    `${person?.name} was told the openid ${JSON.stringify(result.openid)}, which is nobody’s.`,
    `${person?.name} 得到的 openid 是 ${JSON.stringify(result.openid)}，没有人用这个 OPENID。`,
  )
}

export const chapter: Chapter = {
  id: '02-who-is-calling',
  title: text('Who is calling?', '是谁在调用？'),
  minutes: 8,
  collections: [],
  failAtStart: [
    'each-their-own',
    'not-the-one-before',
    'not-claimed',
    'unionid-may-be-missing',
    'not-printed',
  ],
  checks: [
    {
      id: 'each-their-own',
      title: text('Everybody is told who they are', '每个人得到的都是自己的身份'),
      attack: false,
      hint: text(
        'cloud.getWXContext() knows the caller only while main runs. Call it inside.',
        '只有在 main 执行期间，cloud.getWXContext() 才知道是谁在调用。把它放进 main 里。',
      ),
      async run(classroom) {
        for (const key of ['alice', 'bob']) {
          const wrong = await told(classroom, key)
          if (wrong) return wrong
        }
        return undefined
      },
    },
    {
      id: 'not-the-one-before',
      title: text(
        'Bob, who calls right after Alice, is not taken for her',
        'Bob 紧跟着 Alice 调用，不会被当成 Alice',
      ),
      attack: true,
      hint: text(
        'One process serves many people, one after another. What stands outside main is shared by all of them.',
        '一个进程会先后为很多人服务。写在 main 外面的变量，是大家共用的。',
      ),
      async run(classroom) {
        for (const key of ['alice', 'alice', 'alice', 'alice', 'bob', 'bob', 'bob', 'bob']) {
          const wrong = await told(classroom, key)
          if (wrong) return wrong
        }
        return undefined
      },
    },
    {
      id: 'not-claimed',
      title: text('Bob cannot claim to be Alice', 'Bob 不能自称是 Alice'),
      attack: true,
      hint: text(
        'The event is written by whoever calls. Take nothing from it that says who they are.',
        'event 里写什么，由调用的人说了算。不要从里面读身份。',
      ),
      async run(classroom) {
        const alice = classroom.people.alice?.openid
        return told(classroom, 'bob', { openid: alice, OPENID: alice, userInfo: { openId: alice } })
      },
    },
    {
      id: 'unionid-may-be-missing',
      title: text('Carol has no UNIONID yet, and that is fine', 'Carol 还没有 UNIONID，这很正常'),
      attack: false,
      hint: text(
        'unionid: UNIONID ?? null. An absent UNIONID is no error.',
        'unionid: UNIONID ?? null。没有 UNIONID 不是错误。',
      ),
      async run(classroom) {
        classroom.switchUnionid('carol', true)
        const later = await classroom.call('carol', 'getUserInfo')
        classroom.switchUnionid('carol', false)
        const now = await classroom.call('carol', 'getUserInfo')
        const unionid = ({ result }: { result?: unknown }) =>
          (Object(result) as { unionid?: unknown }).unionid
        if (now.failed || later.failed)
          return text(
            `Carol was turned away: ${now.message}${later.message}`,
            `Carol 的调用失败了：${now.message}${later.message}`,
          )
        if (unionid(now))
          return text('Carol has no UNIONID now, but was told one.', 'Carol 现在没有 UNIONID，却得到了一个。')
        return undefined
      },
    },
    {
      id: 'not-printed',
      title: text('No OPENID in the log', '日志里没有 OPENID'),
      attack: true,
      hint: text(
        'Take console.log out, or print only that there is an OPENID.',
        '去掉 console.log，或者只记录“有 OPENID”。',
      ),
      async run({ call, people, printed }) {
        await call('alice', 'getUserInfo')
        await call('bob', 'getUserInfo')
        const log = printed()
        const openids = Object.values(people).flatMap(({ openid }) => openid ?? [])
        return openids.some((openid) => log.includes(openid)) || log.includes('OPENID: undefined')
          ? printedInClear
          : undefined
      },
    },
  ],
  wrong: {
    'outside-main': {
      fails: 'each-their-own',
      says: text(
        'Alice was told the openid undefined, which is nobody’s.',
        'Alice 得到的 openid 是 undefined，没有人用这个 OPENID。',
      ),
    },
    'from-the-event': { fails: 'not-claimed', says: takenFor('Bob', 'Alice') },
    'asked-once': { fails: 'not-the-one-before', says: takenFor('Bob', 'Alice') },
    'still-printed': { fails: 'not-printed', says: printedInClear },
  },
}
