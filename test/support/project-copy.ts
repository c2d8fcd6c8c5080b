import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve, sep } from 'node:path'

const root = resolve(__dirname, '../..')
/** What a clone does not have, or what a copy need not have. */
const leftOut = ['.git', '.local', 'dist', 'docs', 'node_modules', 'reports', 'tools/packer-check']

/** A copy of this project that a test may edit, with the same installed packages. Deleted after the tests of the file. */
export function copyProject(): string {
  const copy = mkdtempSync(join(tmpdir(), 'project-'))
  for (const name of readdirSync(root))
    if (!leftOut.includes(name))
      cpSync(join(root, name), join(copy, name), {
        recursive: true,
        filter: (source) => !leftOut.includes(relative(root, source).split(sep).join('/')),
      })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction')
  afterAll(() => rmSync(copy, { recursive: true, force: true }))
  return copy
}
