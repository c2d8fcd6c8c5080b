import { text, type Chapter } from '../../../tools/workshop/chapter'

const found = (result: unknown, words: string) => JSON.stringify(result ?? null).split(words).length - 1
const got = (count: number) =>
  text(
    `Bob asked for his list and got ${count} ${count === 1 ? 'note' : 'notes'} of Alice’s.`,
    `Bob 查看自己的列表，得到了 Alice 的 ${count} 条笔记。`,
  )
const byId = text('Bob knew the id, and read Alice’s note.', 'Bob 知道 id，就读到了 Alice 的笔记。')
const ownerless = text(
  'Alice’s note was stored without her OPENID in _openid: it belongs to nobody.',
  'Alice 的笔记存下来了，但没有把她的 OPENID 存进 _openid：这条笔记不属于任何人。',
)
const underAlice = text('Bob’s note was stored as Alice’s.', 'Bob 的笔记被存成了 Alice 的。')

export const chapter: Chapter = {
  id: '05-a-note-of-your-own',
  title: text('A note of your own', '属于自己的笔记'),
  minutes: 10,
  collections: ['notes'],
  failAtStart: ['owner-is-stored', 'own-list', 'foreign-id'],
  checks: [
    {
      id: 'owner-is-stored',
      title: text('A note is stored with its owner', '笔记和所有者存在一起'),
      attack: false,
      hint: text(
        'add() in a cloud function stores what you give it and nothing else. Give it _openid: OPENID.',
        '云函数里的 add() 只存你给的字段，不会自动加上 _openid。自己写上 _openid: OPENID。',
      ),
      async run({ call, people, documents }) {
        await call('alice', 'notes', { action: 'add', text: 'milk' })
        const [note] = await documents('notes')
        if (!note)
          return text('Alice added a note, and none was stored.', 'Alice 新增了一条笔记，但没有存下来。')
        return note._openid === people.alice?.openid ? undefined : ownerless
      },
    },
    {
      id: 'own-notes',
      title: text('Alice reads her own notes', 'Alice 能读到自己的笔记'),
      attack: false,
      hint: text('list and get give what add stored.', 'list 和 get 返回 add 存下的内容。'),
      async run({ call, documents }) {
        await call('alice', 'notes', { action: 'add', text: 'milk' })
        const [note] = await documents('notes')
        const list = await call('alice', 'notes', { action: 'list' })
        const one = await call('alice', 'notes', { action: 'get', id: note?._id })
        if (found(list.result, 'milk') !== 1)
          return text(
            `Alice’s list has ${found(list.result, 'milk')} of her 1 note. ${list.message}`,
            `Alice 有 1 条笔记，列表里却有 ${found(list.result, 'milk')} 条。${list.message}`,
          )
        if (found(one.result, 'milk') !== 1)
          return text(
            `Alice cannot read her note by its id. ${one.message}`,
            `Alice 用 id 读不到自己的笔记。${one.message}`,
          )
        return undefined
      },
    },
    {
      id: 'own-list',
      title: text('Bob’s list has nothing of Alice’s', 'Bob 的列表里没有 Alice 的笔记'),
      attack: true,
      hint: text(
        'notes.where({ _openid: OPENID }) before get().',
        '先 notes.where({ _openid: OPENID })，再 get()。',
      ),
      async run({ call, people, put }) {
        for (const words of ['secret one', 'secret two'])
          await put('notes', { _openid: people.alice?.openid, text: words })
        const { result } = await call('bob', 'notes', { action: 'list' })
        const count = found(result, 'secret')
        return count > 0 ? got(count) : undefined
      },
    },
    {
      id: 'foreign-id',
      title: text('Bob cannot read Alice’s note by its id', 'Bob 用 id 也读不到 Alice 的笔记'),
      attack: true,
      hint: text(
        'doc(id) asks for nothing but the id. Use where({ _id: id, _openid: OPENID }).',
        'doc(id) 只看 id。改用 where({ _id: id, _openid: OPENID })。',
      ),
      async run({ call, people, put }) {
        const id = await put('notes', { _openid: people.alice?.openid, text: 'secret' })
        const { result } = await call('bob', 'notes', { action: 'get', id })
        return found(result, 'secret') > 0 ? byId : undefined
      },
    },
    {
      id: 'not-for-alice',
      title: text('Bob cannot store a note as Alice’s', 'Bob 不能把笔记存成 Alice 的'),
      attack: true,
      hint: text('The owner is OPENID, never a field of the event.', '所有者是 OPENID，绝不取自 event。'),
      async run({ call, people, documents }) {
        const alice = people.alice?.openid
        await call('bob', 'notes', {
          action: 'add',
          text: 'from Bob',
          openid: alice,
          _openid: alice,
          owner: alice,
        })
        return (await documents('notes')).some(({ _openid }) => _openid === alice) ? underAlice : undefined
      },
    },
  ],
  wrong: {
    'list-only': { fails: 'foreign-id', says: byId },
    'owner-not-stored': { fails: 'owner-is-stored', says: ownerless },
    'owner-from-the-page': { fails: 'not-for-alice', says: underAlice },
  },
}
