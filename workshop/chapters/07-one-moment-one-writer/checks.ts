import { text, type Chapter } from '../../../tools/workshop/chapter'
import type { Answer } from '../../../tools/workshop/answer'

const refused = ({ failed, result }: Answer) =>
  failed || Boolean((Object(result) as { error?: unknown }).error)

const lost = text(
  'Alice wrote on two phones in one moment. Both were told that it is saved, and only one text is there.',
  'Alice 在两部手机上同时修改，两边都显示已保存，结果只留下了一份内容。',
)
const stale = text(
  'Alice’s second phone had an old revision, and wrote over the newer text.',
  'Alice 的第二部手机拿着旧版本，却覆盖了新内容。',
)
const told = text(
  'For Alice’s note Bob is told something else than for a note that does not exist. So he knows that it is there.',
  'Bob 修改 Alice 的笔记时，得到的回答和笔记不存在时不一样。他由此知道这条笔记存在。',
)

export const chapter: Chapter = {
  id: '07-one-moment-one-writer',
  title: text('Two people, one moment', '同一时刻，两个人'),
  minutes: 10,
  collections: ['notes'],
  failAtStart: ['one-moment', 'nothing-to-learn'],
  checks: [
    {
      id: 'own-update',
      title: text('Alice changes her note', 'Alice 能修改自己的笔记'),
      attack: false,
      hint: text(
        'A note begins with rev 1. An update that carries this rev writes the text and makes it 2.',
        '笔记从 rev 1 开始。带着这个 rev 来更新，写入内容，并把 rev 变成 2。',
      ),
      async run({ call, people, put, documents }) {
        const id = await put('notes', { _openid: people.alice?.openid, text: 'one', rev: 1 })
        const answer = await call('alice', 'notes', { action: 'update', id, rev: 1, text: 'two' })
        const [note] = await documents('notes')
        if (refused(answer) || note?.text !== 'two' || note.rev !== 2)
          return text(
            `Alice’s update did not arrive: ${JSON.stringify(answer.result ?? answer.message)}. Stored: text ${JSON.stringify(note?.text)}, rev ${JSON.stringify(note?.rev)}.`,
            `Alice 的修改没有成功：${JSON.stringify(answer.result ?? answer.message)}。存着的是 text ${JSON.stringify(note?.text)}，rev ${JSON.stringify(note?.rev)}。`,
          )
        return undefined
      },
    },
    {
      id: 'old-revision',
      title: text('An old revision does not write over a newer text', '旧版本不能覆盖新内容'),
      attack: true,
      hint: text('The condition of the update holds rev, too.', '更新的条件里也要有 rev。'),
      async run({ call, people, put, documents }) {
        const id = await put('notes', { _openid: people.alice?.openid, text: 'newer', rev: 5 })
        await call('alice', 'notes', { action: 'update', id, rev: 4, text: 'older' })
        return (await documents('notes'))[0]?.text === 'newer' ? undefined : stale
      },
    },
    {
      id: 'one-moment',
      title: text('Of two writers in one moment, one is told', '两边同时修改，其中一边会被告知'),
      attack: true,
      hint: text(
        'Between a look and a write there is a gap. Put owner and rev into the condition of the write itself: where({ _id, _openid, rev }).update(…), then look at stats.updated.',
        '先查再写，中间有空隙。把所有者和 rev 直接写进更新的条件：where({ _id, _openid, rev }).update(…)，再看 stats.updated。',
      ),
      async run({ call, people, put }) {
        const phones = ['one', 'two', 'three', 'four']
        // The gap is short, so it is tried some times over.
        for (let round = 0; round < 20; round++) {
          const id = await put('notes', { _openid: people.alice?.openid, text: '', rev: 1 })
          const update = (words: string) =>
            call('alice', 'notes', { action: 'update', id, rev: 1, text: words })
          const saved = (await Promise.all(phones.map(update))).filter((answer) => !refused(answer))
          if (saved.length > 1) return lost
        }
        return undefined
      },
    },
    {
      id: 'not-by-bob',
      title: text('Bob cannot change Alice’s note', 'Bob 不能修改 Alice 的笔记'),
      attack: true,
      hint: text('The owner is part of the condition of the write.', '所有者也是更新条件的一部分。'),
      async run({ call, people, put, documents }) {
        const id = await put('notes', { _openid: people.alice?.openid, text: 'hers', rev: 1 })
        await call('bob', 'notes', { action: 'update', id, rev: 1, text: 'his' })
        return (await documents('notes'))[0]?.text === 'hers'
          ? undefined
          : text('Bob wrote over Alice’s note.', 'Bob 改掉了 Alice 的笔记。')
      },
    },
    {
      id: 'nothing-to-learn',
      title: text('Bob cannot tell whether a note of Alice’s exists', 'Bob 看不出 Alice 的笔记是否存在'),
      attack: true,
      hint: text(
        'The second look, too, asks for one’s own notes only. A foreign note and an absent one look alike.',
        '第二次查询也只查自己的笔记。别人的笔记和不存在的笔记，看起来一模一样。',
      ),
      async run({ call, people, put }) {
        const id = await put('notes', { _openid: people.alice?.openid, text: 'hers', rev: 7 })
        const absent = id.replace(/^./, (first) => (first === '0' ? '1' : '0'))
        const ask = async (asked: string) => {
          const { result, message } = await call('bob', 'notes', {
            action: 'update',
            id: asked,
            rev: 1,
            text: 'x',
          })
          return JSON.stringify(result ?? message.replace(asked, ''))
        }
        return (await ask(id)) === (await ask(absent)) ? undefined : told
      },
    },
  ],
  wrong: {
    'last-one-wins': { fails: 'old-revision', says: stale },
    'looks-then-writes': { fails: 'one-moment', says: lost },
    'says-whose-it-is': { fails: 'nothing-to-learn', says: told },
  },
}
