import { text, type Chapter } from '../../../tools/workshop/chapter'

const secret = 'Alice’s secret'
const bobRead = text(
  'Bob sent the id of Alice’s diary and named himself as its owner. He read: “Alice’s secret”.',
  'Bob 传了 Alice 日记的 id，又说自己是所有者，于是读到了：“Alice’s secret”。',
)
const writtenAsAlice = text(
  'Bob wrote a page, and it stands in Alice’s diary, under her OPENID.',
  'Bob 写的一页，存进了 Alice 的日记，记在她的 OPENID 名下。',
)

export const chapter: Chapter = {
  id: '04-never-believe-the-event',
  title: text('Never believe the event', '不要相信 event'),
  minutes: 8,
  collections: ['diaries'],
  failAtStart: ['read-by-id', 'write-as-alice'],
  checks: [
    {
      id: 'own-diary',
      title: text('Alice writes and reads her own diary', 'Alice 能写、能读自己的日记'),
      attack: false,
      hint: text(
        'write stores _openid: OPENID; read asks for the id and the owner.',
        'write 时存下 _openid: OPENID；read 时同时按 id 和所有者查询。',
      ),
      async run({ call, people, documents }) {
        const written = await call('alice', 'diary', { action: 'write', text: secret })
        const [page] = await documents('diaries')
        if (!page)
          return text(
            `Alice wrote, but nothing was stored. ${written.message}`,
            `Alice 写了，但什么也没存下来。${written.message}`,
          )
        const event = { action: 'read', id: page._id, resourceOwnerId: people.alice?.openid }
        const read = await call('alice', 'diary', event)
        if (!JSON.stringify(read.result ?? null).includes(secret))
          return text(
            `Alice cannot read what she wrote. She got: ${JSON.stringify(read.result ?? read.message)}`,
            `Alice 读不到自己写的内容，得到的是：${JSON.stringify(read.result ?? read.message)}`,
          )
        return undefined
      },
    },
    {
      id: 'read-by-id',
      title: text(
        'Bob cannot read Alice’s diary by calling himself its owner',
        'Bob 自称所有者，也读不到 Alice 的日记',
      ),
      attack: true,
      hint: text(
        'resourceOwnerId comes from Bob. The owner that counts is stored with the document: ask where({ _id, _openid: OPENID }).',
        'resourceOwnerId 是 Bob 自己填的。真正的所有者存在文档里：用 where({ _id, _openid: OPENID }) 查询。',
      ),
      async run({ call, people, put }) {
        const id = await put('diaries', { _openid: people.alice?.openid, text: secret })
        for (const claimed of [people.bob?.openid, people.alice?.openid]) {
          const event = { action: 'read', id, resourceOwnerId: claimed, openid: claimed, _openid: claimed }
          const { result } = await call('bob', 'diary', event)
          if (JSON.stringify(result ?? null).includes(secret)) return bobRead
        }
        return undefined
      },
    },
    {
      id: 'write-as-alice',
      title: text('Bob cannot write into Alice’s diary', 'Bob 不能往 Alice 的日记里写'),
      attack: true,
      hint: text(
        'Store _openid: OPENID, whatever the event says.',
        '不管 event 里写了什么，都存 _openid: OPENID。',
      ),
      async run({ call, people, documents }) {
        const alice = people.alice?.openid
        await call('bob', 'diary', {
          action: 'write',
          text: 'I owe Bob 100',
          openid: alice,
          _openid: alice,
          resourceOwnerId: alice,
        })
        const pages = await documents('diaries')
        return pages.some(({ _openid }) => _openid === alice) ? writtenAsAlice : undefined
      },
    },
  ],
  wrong: {
    'also-asks-the-event': { fails: 'read-by-id', says: bobRead },
    'guarded-read-only': { fails: 'write-as-alice', says: writtenAsAlice },
  },
}
