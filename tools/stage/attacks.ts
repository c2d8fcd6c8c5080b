import type { LocalCloud } from 'cloudbase-local'
import type { AimedCall, Attack } from 'miniprogram-preview'
import * as z from 'zod/mini'
import { summarySchema, type NoteSummary } from '../../shared/notes'
import people from '../people.json'

/** A way for Bob to get at Alice's newest note, and the call that tries it. */
interface Aimable extends Attack {
  aim(note: NoteSummary): Pick<AimedCall, 'function' | 'event'>
}

const attacks: Aimable[] = [
  {
    key: 'id',
    title: { zh_CN: '她那条笔记的 id', en: 'Its id' },
    how: {
      zh_CN: 'Bob 不知从哪里弄到了 Alice 的笔记 id，拿它去读。',
      en: 'Bob has got hold of the id of Alice’s note, and reads it.',
    },
    why: {
      zh_CN:
        '查询同时要求这个 id 和 Bob 的 _openid，没有一条笔记两样都符合。别人的笔记和不存在的笔记，回答一模一样。',
      en: 'The query asks for this id and for Bob’s _openid, and no note fulfils both. Somebody else’s note and none at all get the same answer.',
    },
    aim: ({ id }) => ({ function: 'notes', event: { action: 'get', input: { id } } }),
  },
  {
    key: 'operator',
    title: { zh_CN: '用操作符冒充 id', en: 'An operator as the id' },
    how: {
      zh_CN: '把 id 换成 {"$gt": ""}，也就是“随便哪一条”。',
      en: 'In place of an id he sends {"$gt": ""}: any note at all.',
    },
    why: {
      zh_CN: '契约只收 32 位十六进制的字符串，这样的入参在查询之前就被退回了。',
      en: 'The contract takes 32 hexadecimal digits as an id. The event is refused before there is any query.',
    },
    aim: () => ({ function: 'notes', event: { action: 'get', input: { id: { $gt: '' } } } }),
  },
  {
    key: 'cursor',
    title: { zh_CN: '伪造的游标', en: 'A forged cursor' },
    how: {
      zh_CN: '翻页的游标只是一个位置，Bob 自己编一个，正好停在 Alice 的笔记前面。',
      en: 'A cursor is only a place in a list, so Bob makes one up that ends right before Alice’s note.',
    },
    why: {
      zh_CN: '游标只能在自己的列表里移动：条件里始终有 Bob 的 _openid。',
      en: 'A cursor moves within one’s own list alone: Bob’s _openid is in the condition as ever.',
    },
    aim: ({ pinned, updatedAt, id }) => ({
      function: 'notes',
      event: { action: 'list', input: { cursor: cursorBefore(pinned, updatedAt, id) } },
    }),
  },
  {
    key: 'identity',
    title: { zh_CN: '在入参里自报身份', en: 'An identity in the event' },
    how: {
      zh_CN: 'Bob 在入参里写上 Alice 的 OPENID，指望云函数相信。',
      en: 'Bob writes Alice’s OPENID into the event, and hopes to be believed.',
    },
    why: {
      zh_CN: '身份只来自 getWXContext()。契约里没有这个字段，整个调用都被退回。',
      en: 'An identity comes from getWXContext() alone. The contract has no such field, so the call is refused.',
    },
    aim: () => ({ function: 'notes', event: { action: 'list', input: { _openid: people.alice.openid } } }),
  },
  {
    key: 'search',
    title: { zh_CN: '搜索', en: 'The search' },
    how: { zh_CN: '搜索 Alice 笔记里的字。', en: 'He searches for the words of Alice’s note.' },
    why: {
      zh_CN: '搜索也是同一个查询加一个条件，找的仍然只是 Bob 自己的笔记。',
      en: 'A search is the same query with one more condition: it looks through Bob’s own notes alone.',
    },
    aim: ({ title, excerpt }) => ({
      function: 'notes',
      event: { action: 'list', input: { words: (title || excerpt || 'a').trim().slice(0, 30) } },
    }),
  },
  {
    key: 'export',
    title: { zh_CN: '导出', en: 'An export' },
    how: { zh_CN: '导出“全部”笔记。', en: 'He exports “everything”.' },
    why: {
      zh_CN: '导出走的是同一个类，所以“全部”就是 Bob 的全部。',
      en: 'An export goes through the same class, so everything is everything of Bob’s.',
    },
    aim: () => ({ function: 'account', event: { action: 'export', input: {} } }),
  },
]

/** What the desk says of each attack. */
export const attackTexts: Attack[] = attacks.map(({ aim: _, ...texts }) => texts)

/** Gives the call of an attack on a note of Alice's, or undefined when there is no such attack. */
export function aimAttack(key: string, note: NoteSummary): AimedCall | undefined {
  const attack = attacks.find((one) => one.key === key)
  return attack && { person: 'bob', target: note.title || note.excerpt, ...attack.aim(note) }
}

const listed = z.object({ result: z.object({ data: z.object({ notes: z.array(summarySchema) }) }) })

/** Alice's newest note, as her own phone gets it, or undefined when she has none. */
export async function newestOf(cloud: LocalCloud): Promise<NoteSummary | undefined> {
  const answer = await cloud.call('alice', 'notes', { action: 'list', input: { limit: 50 } })
  const { notes } = listed.parse(answer).result.data
  return notes.sort((a, b) => b.updatedAt - a.updatedAt)[0]
}

/** The cursor of a page that begins with this note: a millisecond later is right before it. */
const cursorBefore = (pinned: boolean, time: number, id: string): string =>
  Buffer.from(JSON.stringify([pinned, time + 1, id])).toString('base64url')
