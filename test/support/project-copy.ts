import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'

const root = resolve(__dirname, '../..')
/** What a clone does not have, or what a copy need not have. */
const leftOut = ['.git', '.local', 'dist', 'node_modules', 'reports', 'tools/packer-check', 'workshop/work']

/**
 * A copy of this project that a test may edit, with the same installed packages. Deleted after the tests of the file. The
 * ledger, which is no part of the project as it stands, is in it where a test asks for it.
 */
export function copyProject({ withLedger = false } = {}): string {
  const left = withLedger ? leftOut : [...leftOut, 'test/recipe/ledger']
  const copy = mkdtempSync(join(tmpdir(), 'project-'))
  cpSync(root, copy, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (file) => !left.includes(relative(root, file).replaceAll('\\', '/')),
  })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction')
  afterAll(() => rmSync(copy, { recursive: true, force: true }))
  return copy
}
