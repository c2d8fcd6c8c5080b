import { text, type Chapter } from '../../../tools/workshop/chapter'

const has = (result: unknown, words: string) => JSON.stringify(result ?? null).includes(words)

const stranded = text(
  'Carol wrote a note. Then WeChat gave her a UNIONID, and her note was gone.',
  'Carol 写了一条笔记，后来微信给了她 UNIONID，笔记就看不到了。',
)
const notInSibling = text(
  'Alice opened the sibling app. Her note is not there.',
  'Alice 打开兄弟小程序，看不到自己的笔记。',
)
const malloryIn = text(
  'Mallory’s app is not on the list, and she could add and read notes.',
  'Mallory 的小程序不在名单里，她却能新增和读取笔记。',
)
const foreign = (who: string, chinese = who) =>
  text(`${who} got 1 note that belongs to somebody else.`, `${chinese} 得到了别人的 1 条笔记。`)

export const chapter: Chapter = {
  id: '08-unionid-and-sibling-apps',
  title: text('UNIONID: absent, present, late', 'UNIONID：没有、有、晚到'),
  minutes: 10,
  collections: ['notes'],
  failAtStart: ['late-unionid', 'nobody-elses', 'stranger'],
  checks: [
    {
      id: 'without-unionid',
      title: text('Bob, who has no UNIONID, keeps his notes', 'Bob 没有 UNIONID，也能存自己的笔记'),
      attack: false,
      hint: text('Without a UNIONID the OPENID alone is asked for.', '没有 UNIONID 时，只按 OPENID 查询。'),
      async run({ call }) {
        await call('bob', 'notes', { action: 'add', text: 'bread' })
        const list = await call('bob', 'notes', { action: 'list' })
        return has(list.result, 'bread')
          ? undefined
          : text(`Bob’s note is not in his list. ${list.message}`, `Bob 的笔记不在列表里。${list.message}`)
      },
    },
    {
      id: 'late-unionid',
      title: text(
        'Carol’s earlier notes stay hers when her UNIONID arrives',
        'Carol 拿到 UNIONID 后，以前的笔记还在',
      ),
      attack: false,
      hint: text(
        'Keep the OPENID as the owner, and store the UNIONID beside it. Ask for either: _.or([{ _openid }, { unionid }]).',
        '所有者一直用 OPENID，UNIONID 另存一个字段。查询时两者满足其一即可：_.or([{ _openid }, { unionid }])。',
      ),
      async run({ call, switchUnionid }) {
        await call('carol', 'notes', { action: 'add', text: 'early' })
        switchUnionid('carol', true)
        return has((await call('carol', 'notes', { action: 'list' })).result, 'early') ? undefined : stranded
      },
    },
    {
      id: 'sibling',
      title: text('Alice sees her notes in the sibling app', 'Alice 在兄弟小程序里能看到自己的笔记'),
      attack: false,
      hint: text(
        'From a sibling app the caller is FROM_OPENID and FROM_UNIONID. The UNIONID is what both apps share.',
        '从兄弟小程序来的调用，身份在 FROM_OPENID 和 FROM_UNIONID 里。两个小程序里，同一个人的 UNIONID 是一样的。',
      ),
      async run({ call }) {
        await call('alice', 'notes', { action: 'add', text: 'shared' })
        return has((await call('alice-sibling', 'notes', { action: 'list' })).result, 'shared')
          ? undefined
          : notInSibling
      },
    },
    {
      id: 'nobody-elses',
      title: text('Nobody sees what is not theirs', '谁也看不到别人的笔记'),
      attack: true,
      hint: text(
        'A condition { unionid: undefined } is dropped by the SDK. Add the branch only when there is a UNIONID.',
        '条件 { unionid: undefined } 会被 SDK 丢掉。有 UNIONID 时才加上这个分支。',
      ),
      async run({ call, people, put, switchUnionid }) {
        const { alice } = people
        await put('notes', { _openid: alice?.openid, unionid: alice?.unionid, text: 'secret' })
        await put('notes', { _openid: 'oSOMEBODY', text: 'secret of somebody' })
        const ask = async (who: string) =>
          has((await call(who, 'notes', { action: 'list' })).result, 'secret')
        if (await ask('bob')) return foreign('Bob')
        if (await ask('carol')) return foreign('Carol')
        switchUnionid('carol', true)
        if (await ask('carol')) return foreign('Carol')
        const sibling = await call('alice-sibling', 'notes', { action: 'list' })
        return has(sibling.result, 'somebody')
          ? foreign('Alice in the sibling app', '兄弟小程序里的 Alice')
          : undefined
      },
    },
    {
      id: 'stranger',
      title: text('Mallory’s app may not come in', 'Mallory 的小程序不能进来'),
      attack: true,
      hint: text(
        'FROM_APPID says which app the call comes from. Refuse what is not on your own list, and never mix OPENID with FROM_OPENID.',
        'FROM_APPID 说明调用来自哪个小程序。不在自己名单里的一律拒绝，也不要把 OPENID 和 FROM_OPENID 混着用。',
      ),
      async run({ call, documents }) {
        await call('mallory', 'notes', { action: 'add', text: 'mine now' })
        const { result } = await call('mallory', 'notes', { action: 'list' })
        return (await documents('notes')).length > 0 || has(result, 'notes') ? malloryIn : undefined
      },
    },
  ],
  wrong: {
    'everybody-may-share': { fails: 'stranger', says: malloryIn },
    'openid-only': { fails: 'sibling', says: notInSibling },
    'asks-for-the-unionid-alone': { fails: 'late-unionid', says: stranded },
    'unionid-undefined': { fails: 'nobody-elses', says: foreign('Bob') },
  },
}
