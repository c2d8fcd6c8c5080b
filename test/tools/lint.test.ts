import { execFileSync } from 'node:child_process'
import path from 'node:path'

/** Code that breaks a rule of the house, the file it stands in, and what the linter must say. */
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
    /services\/cloud\.ts only/,
  ],
  [
    'shared/ imports more than zod',
    'shared/notes.ts',
    "import { createHash } from 'node:crypto'\nexport const hash = createHash\n",
    /knows zod and nothing else/,
  ],
]

/** What is allowed right beside it: a rule that refuses everything would be no rule. */
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
    'services/cloud.ts calls wx.cloud',
    'miniprogram/services/cloud.ts',
    "export const call = () => wx.cloud.callFunction({ name: 'test' })\n",
  ],
  [
    'a page imports the type of a contract and the value of a limit',
    'miniprogram/pages/me/me.ts',
    "import type { Note } from '../../../shared/notes'\nimport { limits } from '../../../shared/limits'\nexport const max = (note: Note) => limits.title - note.title.length\n",
  ],
]

let messages: string[][]
beforeAll(() => {
  const snippets = [...broken, ...fine].map(([, file, code]) => ({ file, code }))
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
