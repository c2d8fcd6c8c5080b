import { text, type Chapter, type Check, type Text } from '../../../tools/workshop/chapter'
import type { Classroom } from '../../../tools/workshop/classroom'

const count = (result: unknown, words: string) => JSON.stringify(result ?? null).split(words).length - 1

const seen = {
  list: text(
    'Bob asked for his open notes and got 1 note of Alice’s.',
    'Bob 查自己没完成的笔记，得到了 Alice 的 1 条。',
  ),
  find: text(
    'Bob sent { _openid: { $exists: true } } as a filter and got 1 note of Alice’s.',
    'Bob 把 { _openid: { $exists: true } } 当筛选条件传进来，得到了 Alice 的 1 条笔记。',
  ),
  tagged: text(
    'Bob asked for two tags and got 1 note of Alice’s.',
    'Bob 按两个标签查询，得到了 Alice 的 1 条笔记。',
  ),
  timer: text(
    'A timer, who is nobody, asked for its list and got 1 note of Alice’s.',
    '定时器不是任何人，查列表却得到了 Alice 的 1 条笔记。',
  ),
  done: text(
    'Bob asked for his open notes and got a finished one: the condition on done is lost.',
    'Bob 查没完成的笔记，却得到了一条已完成的：done 这个条件丢了。',
  ),
}

/** A check that puts a note of Alice's there and lets somebody else ask. */
const attack = (
  id: string,
  title: Text,
  hint: Text,
  message: Text,
  ask: (classroom: Classroom) => Promise<unknown>,
): Check => ({
  id,
  title,
  hint,
  attack: true,
  async run(classroom) {
    const { put, people } = classroom
    await put('notes', { _openid: people.alice?.openid, text: 'secret', done: false, tag: 'work' })
    return count(await ask(classroom), 'secret') > 0 ? message : undefined
  },
})

export const chapter: Chapter = {
  id: '06-queries-that-lose-their-owner',
  title: text('Queries that lose their owner', '查询弄丢了所有者'),
  minutes: 10,
  collections: ['notes'],
  failAtStart: ['still-filters', 'second-where', 'filter-from-the-event', 'flat-or', 'undefined-owner'],
  checks: [
    {
      id: 'still-filters',
      title: text('Bob finds his own notes', 'Bob 能找到自己的笔记'),
      attack: false,
      hint: text(
        'One condition for everything: _.and([{ _openid: OPENID }, { done: false }]).',
        '把所有要求写进一个条件：_.and([{ _openid: OPENID }, { done: false }])。',
      ),
      async run({ call, people, put }) {
        const bob = { _openid: people.bob?.openid, tag: 'home' }
        await put('notes', { ...bob, text: 'open', done: false })
        await put('notes', { ...bob, text: 'finished', done: true })
        await put('notes', { _openid: 'teacher', text: 'homework', done: false, tag: 'home' })
        const list = await call('bob', 'notes', { action: 'list', done: false })
        if (count(list.result, 'finished') > 0) return seen.done
        if (count(list.result, '"open"') !== 1)
          return text(
            `Bob’s open note is not in his list. ${list.message}`,
            `Bob 没完成的笔记不在列表里。${list.message}`,
          )
        if (count(list.result, 'homework') > 0)
          return text(
            'Bob asked for his own notes and got the teacher’s.',
            'Bob 查自己的笔记，却得到了老师的。',
          )
        const find = await call('bob', 'notes', { action: 'find', filter: { text: 'open' } })
        if (count(find.result, '"open"') !== 1)
          return text(
            `Bob cannot find his note by its text. ${find.message}`,
            `Bob 按内容找不到自己的笔记。${find.message}`,
          )
        const tagged = await call('bob', 'notes', { action: 'tagged', tags: ['home', 'garden'] })
        if (count(tagged.result, '"open"') !== 1 || count(tagged.result, 'homework') !== 1)
          return text(
            `By tag Bob is to find his note and the teacher’s. He got ${JSON.stringify(tagged.result ?? tagged.message)}`,
            `按标签查询，Bob 应该找到自己的和老师的笔记，得到的是 ${JSON.stringify(tagged.result ?? tagged.message)}`,
          )
        return undefined
      },
    },
    attack(
      'second-where',
      text('A second where() does not replace the first', '第二个 where() 没有取代第一个'),
      text(
        '.where(a).where(b) sends b alone. Write one where with both.',
        '.where(a).where(b) 实际只发送 b。把两个条件写进同一个 where。',
      ),
      seen.list,
      async ({ call }) => (await call('bob', 'notes', { action: 'list', done: false })).result,
    ),
    attack(
      'filter-from-the-event',
      text('Bob’s filter cannot name another owner', 'Bob 的筛选条件改不了所有者'),
      text(
        'What is spread last wins. Take the one field that you mean, as a string, and leave the rest of the event alone.',
        '展开在后面的字段会覆盖前面的。只取你要的那个字段，转成字符串，其余的不要碰。',
      ),
      seen.find,
      async ({ call, people }) => {
        const all = await call('bob', 'notes', { action: 'find', filter: { _openid: { $exists: true } } })
        const one = await call('bob', 'notes', { action: 'find', filter: { _openid: people.alice?.openid } })
        return [all.result, one.result]
      },
    ),
    attack(
      'flat-or',
      text('Two or conditions stay two', '两个 or 仍然是两个'),
      text(
        'The SDK puts the branches of all or() in fields into one list. Put whole conditions into or, and both into and: _.and([_.or([…]), _.or([…])]).',
        'SDK 会把各个字段上 or() 的分支合并成一个大列表。把完整的条件放进 or，再用 and 合起来：_.and([_.or([…]), _.or([…])])。',
      ),
      seen.tagged,
      async ({ call }) => (await call('bob', 'notes', { action: 'tagged', tags: ['work', 'garden'] })).result,
    ),
    attack(
      'undefined-owner',
      text('Without an OPENID nothing is asked', '没有 OPENID 就不查询'),
      text(
        'where({ _openid: undefined }) sends no owner at all. Refuse at the top of main: if (!OPENID) …',
        'where({ _openid: undefined }) 发出去的条件里根本没有所有者。在 main 开头就拒绝：if (!OPENID) …',
      ),
      seen.timer,
      async ({ call }) => {
        const list = await call('timer', 'notes', { action: 'list', done: false })
        const find = await call('timer', 'notes', { action: 'find', filter: { text: 'secret' } })
        return [list.result, find.result]
      },
    ),
  ],
  wrong: {
    'undefined-left': { fails: 'undefined-owner', says: seen.timer },
    'filter-before-owner-forgotten': { fails: 'filter-from-the-event', says: seen.find },
    'flat-or-left': { fails: 'flat-or', says: seen.tagged },
    'done-is-lost': { fails: 'still-filters', says: seen.done },
  },
}
