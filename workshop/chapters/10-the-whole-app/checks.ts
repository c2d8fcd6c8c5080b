import { text, type Chapter, type Edit } from '../../../tools/workshop/chapter'
import { attackOwnCollection } from './matrix'
import { addLedger } from './recipe'

const file = 'cloudfunctions/common/owned.ts'
const search = 'const where = this.owned(equals, ...(words ?? []), ...(after ? [beyond(order, after)] : []))'
/** It reads like an improvement. */
const shortcut: Edit = {
  file,
  find: search,
  put: `const rest = [...(words ?? []), ...(after ? [beyond(order, after)] : [])]
    // A search reads much, so its condition is kept short.
    const where = words ? and(rest) : this.owned(equals, ...rest)`,
}
const noSearch: Edit = { file, find: search, put: `if (words) return Promise.resolve([])\n    ${search}` }
const onlyFirstPage: Edit = {
  file,
  find: search,
  put: `const rest = [...(words ?? []), ...(after ? [beyond(order, after)] : [])]
    const where = words && after ? and(rest) : this.owned(equals, ...rest)`,
}

/** One purse for the whole family. */
const onePurse: Edit = {
  file: 'cloudfunctions/ledger/stored.ts',
  find: "new OwnedCollection<StoredEntry>('ledger', caller)",
  put: "new OwnedCollection<StoredEntry>('ledger', { ...caller, openid: 'family' })",
}
const noExport: Edit = {
  file: 'shared/export-pages.ts',
  find: "  ledger: exportPage('ledger', entrySchema),\n",
  put: '',
}
const undeclared: Edit = { file: 'cloudbase/collections.json', find: '"ledger": {', put: '"ledgers": {' }

const found = (count: number) =>
  text(
    `Bob searched for “secret” and found ${count} ${count === 1 ? 'note' : 'notes'} of Alice’s.`,
    `Bob 搜索“secret”，找到了 Alice 的 ${count} 条笔记。`,
  )
const notFound = text(
  'Alice searched for her own note and did not find it.',
  'Alice 搜索自己的笔记，却没有找到。',
)
const unowned = text(
  'The watchman reports: notes, called by bob, database.getDocument notes: the query does not ask for its owner.',
  '哨兵报告：bob 调用 notes，database.getDocument notes：查询里没有所有者。',
)

export const chapter: Chapter = {
  id: '10-the-whole-app',
  title: text('The whole app', '完整的应用'),
  minutes: 10,
  collections: ['notes', 'ledger'],
  failAtStart: ['search', 'watchman', 'own-collection'],
  checks: [
    {
      id: 'own-search',
      title: text('Alice finds her own note by its words', 'Alice 能按文字找到自己的笔记'),
      attack: false,
      hint: text('A search is a list with one more condition.', '搜索就是多了一个条件的列表。'),
      async run({ call }) {
        await call('alice', 'notes', {
          action: 'create',
          input: { key: keyOf(1), title: 'secret', body: '' },
        })
        const { result } = await call('alice', 'notes', { action: 'list', input: { words: 'secret' } })
        return titles(result).length === 1 ? undefined : notFound
      },
    },
    {
      id: 'search',
      title: text(
        'Bob finds nothing of Alice’s, on whichever page',
        'Bob 搜不到 Alice 的笔记，翻到哪一页都一样',
      ),
      attack: true,
      hint: text(
        'Compare how a list asks and how a search asks, in cloudfunctions/common/owned.ts.',
        '在 cloudfunctions/common/owned.ts 里，比较列表和搜索各是怎么查询的。',
      ),
      async run({ call }) {
        for (const number of [1, 2])
          await call('alice', 'notes', {
            action: 'create',
            input: { key: keyOf(number), title: `secret ${number}`, body: '' },
          })
        const bobs = { key: keyOf(3), title: 'my secret', body: '' }
        const last = { key: keyOf(4), title: 'my other secret', body: '' }
        for (const input of [bobs, last]) await call('bob', 'notes', { action: 'create', input })
        const first = await call('bob', 'notes', { action: 'list', input: { words: 'secret', limit: 1 } })
        const cursor = cursorIn(first.result)
        const next = cursor
          ? await call('bob', 'notes', { action: 'list', input: { words: 'secret', limit: 10, cursor } })
          : first
        const all = await call('bob', 'notes', { action: 'list', input: { words: 'secret' } })
        const foreign = new Set(
          [first, next, all]
            .flatMap(({ result }) => titles(result))
            .filter((title) => title.startsWith('secret')),
        )
        return foreign.size > 0 ? found(foreign.size) : undefined
      },
    },
    {
      id: 'watchman',
      title: text('The watchman has nothing to report', '哨兵没有任何报告'),
      attack: false,
      hint: text(
        'Search on Bob’s phone and look at the call that turns red: it shows the query as it was sent.',
        '在 Bob 的手机上搜索，看变红的那次调用：那里有实际发出的查询。',
      ),
      async run({ call, requests }) {
        await call('bob', 'notes', { action: 'create', input: { key: keyOf(1), title: 'milk', body: '' } })
        for (const input of [{}, { words: 'milk' }]) await call('bob', 'notes', { action: 'list', input })
        return requests().some(({ violation }) => violation !== undefined) ? unowned : undefined
      },
    },
    {
      id: 'own-collection',
      title: text('The matrix attacks a collection of your own', '矩阵会攻击你自己的集合'),
      attack: true,
      hint: text(
        'Copy test/recipe/ledger into your folder, and make the six edits of docs/add-a-collection.md there.',
        '把 test/recipe/ledger 复制到你的文件夹，再在那里做 docs/add-a-collection.zh-CN.md 的六处修改。',
      ),
      run: attackOwnCollection,
    },
  ],
  product: {
    start: [shortcut],
    extend: addLedger,
    wrong: {
      'no-search': [noSearch],
      'only-the-first-page': [onlyFirstPage],
      'not-in-the-export': [noExport],
      'one-purse': [onePurse],
      'not-declared': [undeclared],
    },
  },
  wrong: {
    'no-search': { fails: 'own-search', says: notFound },
    'only-the-first-page': { fails: 'search', says: found(2) },
    'not-in-the-export': {
      fails: 'own-collection',
      says: text(
        'All operations of the matrix are aimed at notes. It does not know a collection of yours yet: it asks shared/export-pages.ts.',
        '矩阵里的操作都是针对笔记的。它还不认识你的集合：它看的是 shared/export-pages.ts。',
      ),
    },
    'one-purse': {
      fails: 'own-collection',
      says: text(
        'Bob got an entry of Alice’s through ledger.list.',
        'Bob 通过 ledger.list 拿到了 Alice 的数据。',
      ),
    },
    'not-declared': {
      fails: 'own-collection',
      says: text(
        'A query of ledger reads the whole collection: its indexes are missing in cloudbase/collections.json.',
        'ledger 有查询读了整个集合：cloudbase/collections.json 里缺少它的索引。',
      ),
    },
  },
}

const keyOf = (number: number) => `workshop-note-key-${number}`

interface Listed {
  data?: { notes?: { title: string }[]; nextCursor?: string | null }
}
const titles = (result: unknown) => (Object(result) as Listed).data?.notes?.map(({ title }) => title) ?? []
const cursorIn = (result: unknown) => (Object(result) as Listed).data?.nextCursor ?? undefined
