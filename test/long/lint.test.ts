import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const root = path.join(__dirname, '../..')

/** Code that breaks a rule of this project, the file that it pretends to be in, and what the linter must say. */
const broken: [rule: string, file: string, code: string, says: RegExp][] = [
  [
    'a handler opens the database',
    'cloudfunctions/notes/handlers.ts',
    "import * as cloud from 'wx-server-sdk'\nexport const db = cloud.database()\n",
    /owned collection only/,
  ],
  [
    'a handler names a collection',
    'cloudfunctions/notes/handlers.ts',
    "export const notes = (db: { collection(name: string): unknown }) => db.collection('notes')\n",
    /owned collection only/,
  ],
  [
    'a handler reads the identity itself',
    'cloudfunctions/notes/handlers.ts',
    "import * as cloud from 'wx-server-sdk'\nexport const who = () => cloud.getWXContext()\n",
    /common\/caller\.ts only/,
  ],
  [
    'another file of common/ reads the identity',
    'cloudfunctions/common/owned.ts',
    "import { wxContext } from './cloud'\nexport const who = () => wxContext()\n",
    /common\/caller\.ts only/,
  ],
  [
    'a where is chained on a where',
    'cloudfunctions/common/cloud.ts',
    'type Q = { where(c: object): Q }\nexport const q = (query: Q) => query.where({ a: 1 }).where({ b: 2 })\n',
    /sends b alone/,
  ],
  [
    'the result of a where is dropped',
    'cloudfunctions/common/cloud.ts',
    'type Q = { where(c: object): Q }\nexport function q(query: Q) {\n  query.where({ a: 1 })\n  return query\n}\n',
    /must be used/,
  ],
  [
    'a cloud function imports a page',
    'cloudfunctions/notes/handlers.ts',
    "import { t } from '../../miniprogram/i18n'\nexport const text = t\n",
    /shared\/ and common\/ only/,
  ],
  [
    'a page imports a cloud function',
    'miniprogram/pages/me/me.ts',
    "import { main } from '../../../cloudfunctions/test'\nexport const call = main\n",
    /services\/ only/,
  ],
  [
    'a page imports a schema as a value',
    'miniprogram/pages/me/me.ts',
    "import { noteSchema } from '../../../shared/notes'\nexport const schema = noteSchema\n",
    /types only/,
  ],
  [
    'a page imports zod',
    'miniprogram/pages/me/me.ts',
    "import * as z from 'zod/mini'\nexport const schema = z.string()\n",
    /no such module/,
  ],
  [
    'a page imports a node module',
    'miniprogram/pages/me/me.ts',
    "import { readFileSync } from 'node:fs'\nexport const read = readFileSync\n",
    /no such module/,
  ],
  [
    'a page calls wx.cloud',
    'miniprogram/pages/me/me.ts',
    'export const call = () => wx.cloud.callFunction({ name: "test" })\n',
    /common\/cloud\.ts only/,
  ],
  [
    "the phone's general room calls a service",
    'miniprogram/common/holder.ts',
    "import { getUserInfo } from '../services/identity'\nexport const seen = getUserInfo\n",
    /does not know notes/,
  ],
  [
    "the phone's general room knows a type of a store",
    'miniprogram/common/kept.ts',
    "import type { DraftState } from '../stores/draft'\nexport type Seen = DraftState\n",
    /does not know notes/,
  ],
  [
    "the phone's general room knows the type of a note",
    'miniprogram/common/list/blocks.ts',
    "import type { NoteSummary } from '../../../shared/notes'\nexport type Seen = NoteSummary\n",
    /does not know notes/,
  ],
  [
    "the phone's general room shows a component",
    'miniprogram/common/list/list-view.ts',
    "import { cardOf } from '../../components/note-card/card'\nexport const seen = cardOf\n",
    /does not know notes/,
  ],
  [
    'a service reads a store',
    'miniprogram/services/notes.ts',
    "import { waitingNotes } from '../stores/outbox'\nexport const seen = waitingNotes\n",
    /knows common\/ only/,
  ],
  [
    'a store knows a component',
    'miniprogram/stores/outbox.ts',
    "import { cardOf } from '../components/note-card/card'\nexport const seen = cardOf\n",
    /does not know who shows it/,
  ],
  [
    'a page imports from another page',
    'miniprogram/pages/trash/trash.ts',
    "import { noteOrder } from '../notes/order'\nexport const seen = noteOrder\n",
    /folder of its own/,
  ],
  [
    'a page imports from another page the long way',
    'miniprogram/pages/trash/trash.ts',
    "import { noteOrder } from '../../pages/notes/order'\nexport const seen = noteOrder\n",
    /by that page only/,
  ],
  [
    'a store imports from a page',
    'miniprogram/stores/outbox.ts',
    "import { noteOrder } from '../pages/notes/order'\nexport const seen = noteOrder\n",
    /by that page only/,
  ],
  [
    "the functions' general room imports from a function",
    'cloudfunctions/common/owned.ts',
    "import { notesOf } from '../notes/stored'\nexport const seen = notesOf\n",
    /common\/ is general/,
  ],
  [
    "the functions' general room imports what shared/ says of notes",
    'cloudfunctions/common/quota.ts',
    "import { limits } from '../../shared/note-limits'\nexport const seen = limits\n",
    /common\/ is general/,
  ],
  [
    'a general file of shared/ imports what is of notes',
    'shared/answer.ts',
    "import type { Note } from './notes'\nexport type Seen = Note\n",
    /knows no collection/,
  ],
  [
    'a cloud function imports a tool',
    'cloudfunctions/notes/handlers.ts',
    "import { build } from '../../tools/build'\nexport const seen = build\n",
    /shared\/ and common\/ only/,
  ],
  [
    'app.ts calls wx.cloud itself',
    'miniprogram/app.ts',
    'export const call = () => wx.cloud.init()\n',
    /common\/cloud\.ts only/,
  ],
  [
    'a service calls wx.cloud itself',
    'miniprogram/services/notes.ts',
    "export const call = () => wx.cloud.callFunction({ name: 'notes' })\n",
    /common\/cloud\.ts only/,
  ],
  [
    'nobody waits for a promise',
    'cloudfunctions/notes/handlers.ts',
    'export function start(work: () => Promise<void>) {\n  work()\n}\n',
    /Promises must be awaited/,
  ],
  [
    'shared/ imports more than zod',
    'shared/notes.ts',
    "import { createHash } from 'node:crypto'\nexport const hash = createHash\n",
    /knows zod and nothing else/,
  ],
]

/** Code that is almost the same but allowed. It shows that a rule does not simply refuse everything. */
const fine: [what: string, file: string, code: string][] = [
  [
    'caller.ts reads the identity',
    'cloudfunctions/common/caller.ts',
    "import { wxContext } from './cloud'\nexport const who = () => wxContext()\n",
  ],
  [
    'cloud.ts sends a where',
    'cloudfunctions/common/cloud.ts',
    'type Q = { where(c: object): Q }\nexport const q = (query: Q) => query.where({ a: 1 })\n',
  ],
  [
    'common/cloud.ts calls wx.cloud',
    'miniprogram/common/cloud.ts',
    "export const call = () => wx.cloud.callFunction({ name: 'test' })\n",
  ],
  [
    "the phone's general room knows the types of all contracts",
    'miniprogram/common/cloud.ts',
    "import type { Contracts } from '../../shared/contracts'\nexport type Names = keyof Contracts\n",
  ],
  [
    'a page imports its own files and the general room',
    'miniprogram/pages/trash/trash.ts',
    "import { TrashList } from './list'\nimport { findItem } from '../../common/list/blocks'\nexport const used = [TrashList, findItem]\n",
  ],
  [
    "the functions' general room imports a general file of shared/",
    'cloudfunctions/common/pages.ts',
    "import type { Answer } from '../../shared/answer'\nexport type Any = Answer<unknown>\n",
  ],
  [
    'a page imports the type of a contract and the value of a limit',
    'miniprogram/pages/me/me.ts',
    "import type { Note } from '../../../shared/notes'\nimport { limits } from '../../../shared/note-limits'\nexport const max = (note: Note) => limits.title - note.title.length\n",
  ],
]

/** An import, the file it stands in, and what the linter says about it; undefined for one that is in order. */
const imports: [file: string, from: string, says?: RegExp][] = [
  ['cloudfunctions/common/owned.ts', '../notes/stored', /it knows no function/],
  ['cloudfunctions/common/owned.ts', '../account/registrations', /it knows no function/],
  ['cloudfunctions/common/serve.ts', '../../shared/notes', /only what knows no collection/],
  ['cloudfunctions/common/serve.ts', '../../shared/note-limits', /only what knows no collection/],
  ['cloudfunctions/common/serve.ts', '../../shared/contracts', /only what knows no collection/],
  ['cloudfunctions/common/serve.ts', '../../miniprogram/config', /shared\/ and common\/ only/],
  ['cloudfunctions/common/serve.ts', '../../shared/contract'],
  ['cloudfunctions/common/serve.ts', '../../cloudbase/collections.json'],
  ['cloudfunctions/account/registrations.ts', '../notes/registration'],
  ['shared/answer.ts', './notes', /knows no collection/],
  ['shared/contract.ts', './contracts', /knows no collection/],
  ['shared/identity.ts', './note-limits', /knows no collection/],
  ['shared/pages.ts', './export-pages', /knows no collection/],
  ['shared/pages.ts', 'node:crypto', /knows zod and nothing else/],
  ['shared/pages.ts', './fields'],
  ['shared/notes.ts', './note-limits'],
  ['miniprogram/app.ts', '../shared/note-limits'],
  ['miniprogram/app.ts', '../shared/tags'],
  ['miniprogram/app.ts', '../shared/search'],
  ['miniprogram/app.ts', '../shared/excerpt'],
  ['miniprogram/app.ts', '../shared/checklist'],
  ['miniprogram/app.ts', '../shared/pages', /types only/],
  ['miniprogram/app.ts', '../shared/fields', /types only/],
]

let messages: string[][]
beforeAll(() => {
  const snippets = [
    ...[...broken, ...fine].map(([, file, code]) => ({ file, code })),
    ...imports.map(([file, from]) => ({ file, code: `import { x } from '${from}'\nexport const y = x\n` })),
  ]
  const script = path.join(__dirname, '../support/lint.mjs')
  messages = JSON.parse(
    execFileSync(process.execPath, [script], { input: JSON.stringify(snippets), encoding: 'utf8' }),
  )
}, 60_000)

test.each(broken.map(([rule, , , says], i) => ({ rule, says, i })))(
  'the linter refuses it when $rule',
  ({ says, i }) => {
    expect(messages[i]).toEqual(expect.arrayContaining([expect.stringMatching(says)]))
  },
)

test.each(fine.map(([what], i) => ({ what, i })))('the linter has nothing to say when $what', ({ i }) => {
  expect(messages[broken.length + i]).toEqual([])
})

test.each(imports.map(([file, from, says], i) => ({ file, from, says, i })))(
  '$file may import $from, or is told why not: $says',
  ({ says, i }) => {
    expect(messages[broken.length + fine.length + i]).toEqual(says ? [expect.stringMatching(says)] : [])
  },
)

test('no file of common/ speaks of notes', () => {
  const folder = path.join(root, 'cloudfunctions/common')
  const speaking = readdirSync(folder).filter((file) =>
    /notes?\b/i.test(readFileSync(path.join(folder, file), 'utf8')),
  )
  expect(speaking).toEqual([])
})
