import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { copyProject } from '../support/project-copy'
import { edited, editsOf, newFilesOf } from './recipe'

/*
 * Does what docs/add-a-collection.md says in a copy of the project, and checks the copy as its reader would.
 */

const root = join(__dirname, '../..')
const fixture = join(__dirname, 'ledger')
const page = join(root, 'docs/add-a-collection.md')
const edits = editsOf(page)
const newFiles = newFilesOf(page)
const minutes = 60_000

const copy = copyProject()
beforeAll(() => {
  for (const file of newFiles) write(file)
  for (const edit of edits) apply(edit.file)
})

/** Makes a new file of the recipe in the copy. */
function write(file: string): void {
  mkdirSync(dirname(join(copy, file)), { recursive: true })
  copyFileSync(join(fixture, file), join(copy, file))
}

/** Makes an edit of the recipe in the copy. */
function apply(file: string): void {
  const text = readFileSync(join(root, file), 'utf8')
  const edit = edits.find((each) => each.file === file)
  if (!edit) throw new Error(`The recipe does not edit ${file}.`)
  writeFileSync(join(copy, file), edited(text, edit))
}

interface Ran {
  code: number | null
  output: string
}

/** Runs an npm command in the copy; gives its exit code and all that it printed. */
function run(...command: string[]): Ran {
  const { JEST_WORKER_ID: _, ...env } = process.env
  const shell = process.platform === 'win32'
  const { status, stdout, stderr } = spawnSync('npm', command, { cwd: copy, env, shell, encoding: 'utf8' })
  return { code: status, output: stdout + stderr }
}
const npm = (script: string) => run('run', '--silent', script)
const functionTests = (...options: string[]) =>
  run('exec', '--', 'jest', ...options, '--selectProjects', 'functions')
/** Shows what was printed where a command failed. */
const passed = ({ code, output }: Ran): void => expect(code === 0 ? '' : output).toBe('')

const editedFiles = edits.map(({ file }) => file)

test('the page touches six existing files, and shows its readers in both languages the same', () => {
  expect(editedFiles).toHaveLength(6)
  const chinese = join(root, 'docs/add-a-collection.zh-CN.md')
  expect(editsOf(chinese)).toEqual(edits)
  expect(newFilesOf(chinese)).toEqual(newFiles)
})

test('the page lists every new file', () => {
  const files = readdirSync(fixture, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(fixture, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
  expect([...newFiles].sort()).toEqual(files.sort())
})

describe('with the ledger', () => {
  test('types are in order', () => passed(npm('typecheck')), 5 * minutes)

  test(
    'the linter has nothing to say',
    () => passed(run('exec', '--', 'eslint', 'cloudfunctions', 'shared', 'miniprogram', 'test')),
    5 * minutes,
  )

  test('it is built', () => passed(npm('build')), 5 * minutes)

  test(
    'the isolation matrix has rows of it by itself, and they pass',
    () => {
      const ran = functionTests('matrix', '-t', 'ledger', '--verbose')
      passed(ran)
      expect(ran.output).toContain("alice's ledger")
      for (const action of ['create', 'list', 'update', 'remove'])
        expect(ran.output).toContain(`with ledger.${action}`)
    },
    10 * minutes,
  )

  test(
    'it does what it should, and is exported and erased',
    () => passed(functionTests('functions/ledger', 'functions/collections')),
    5 * minutes,
  )

  test(
    'what the notes and the account do is as before',
    () =>
      passed(functionTests('unit/contract', 'unit/owned', 'unit/link', 'account', 'isolation', 'roundtrips')),
    10 * minutes,
  )
})

describe('forgetting a step is named by a check:', () => {
  const functionTypes = () => run('exec', '--', 'tsc', '-p', 'cloudfunctions')
  const forgetting: [step: string, check: () => Ran, says: RegExp][] = [
    ...editedFiles.map((file): (typeof forgetting)[number] => [
      file,
      () => functionTests('functions/collections'),
      new RegExp(`Add ledger to ${file}`),
    ]),
    ['shared/ledger.ts', functionTypes, /'.*\/ledger'/],
    ['cloudfunctions/ledger/stored.ts', functionTypes, /'\.\/stored'/],
    ['cloudfunctions/ledger/registration.ts', functionTypes, /'\.\.\/ledger\/registration'/],
    ['cloudfunctions/ledger/handlers.ts', functionTypes, /'\.\/handlers'/],
    ...['cloudfunctions/ledger/index.ts', 'cloudfunctions/ledger/package.json'].map(needed),
    ...['cloudfunctions/ledger/config.json', 'miniprogram/services/ledger.ts'].map(needed),
    ['test/collections/ledger.ts', () => functionTests('functions/collections'), /'\.\/ledger'/],
    needed('test/functions/ledger.test.ts'),
  ]

  function needed(file: string): (typeof forgetting)[number] {
    return [file, () => functionTests('functions/collections'), new RegExp(`Write ${file}`)]
  }

  test('every step is here', () => {
    expect(forgetting.map(([step]) => step).sort()).toEqual([...editedFiles, ...newFiles].sort())
  })

  test.each(forgetting)(
    '%s',
    (file, check, says) => {
      const isEdit = editedFiles.includes(file)
      if (isEdit) copyFileSync(join(root, file), join(copy, file))
      else rmSync(join(copy, file))
      try {
        const { code, output } = check()
        expect(output).toMatch(says)
        expect(code).not.toBe(0)
      } finally {
        if (isEdit) apply(file)
        else write(file)
      }
    },
    5 * minutes,
  )
})
