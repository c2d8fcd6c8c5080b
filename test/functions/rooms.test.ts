import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(__dirname, '../..')

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
  ['miniprogram/app.ts', '../shared/pages', /types only/],
  ['miniprogram/app.ts', '../shared/fields', /types only/],
]

let messages: string[][]
beforeAll(() => {
  const input = JSON.stringify(
    imports.map(([file, from]) => ({ file, code: `import { x } from '${from}'\nexport const y = x\n` })),
  )
  const script = join(root, 'test/support/lint.mjs')
  messages = JSON.parse(execFileSync(process.execPath, [script], { cwd: root, input, encoding: 'utf8' }))
})

test.each(imports.map(([file, from, says], i) => ({ file, from, says, i })))(
  '$file may import $from, or is told why not: $says',
  ({ says, i }) => {
    expect(messages[i]).toEqual(says ? [expect.stringMatching(says)] : [])
  },
)

test('no file of common/ speaks of notes', () => {
  const folder = join(root, 'cloudfunctions/common')
  const speaking = readdirSync(folder).filter((file) =>
    /notes?\b/i.test(readFileSync(join(folder, file), 'utf8')),
  )
  expect(speaking).toEqual([])
})
