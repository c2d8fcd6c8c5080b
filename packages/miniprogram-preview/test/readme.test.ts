/** @jest-environment jsdom */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createWx } from '../src/runtime/wx'
import { Application } from '../src/runtime/application'
import { table } from './support/table'

const root = join(__dirname, '..')
const command = ['--conditions=source', '--import', 'tsx', join(root, 'src/main.ts')]
const help = execFileSync(process.execPath, [...command, '--help'], { encoding: 'utf8' })

const start = '<!-- `npm run preview:table` writes what follows. -->\n<!-- prettier-ignore-start -->'
const end = '<!-- prettier-ignore-end -->'
const blocks = new RegExp(`^([\\s\\S]*)(${start}[\\s\\S]*${end}\\n)([\\s\\S]*)$`)

const phone = {
  application: new Application({ path: '', query: {}, scene: 1001 }),
  program: { app: 'readme', config: {} },
}
const wx = Object(createWx(Object(phone)))
const members = {
  Wx: Object.keys(wx),
  WxCloud: Object.keys(wx.cloud),
  FileSystemManager: Object.keys(wx.getFileSystemManager()),
}

const sorted = (found: Iterable<RegExpMatchArray>) => [...found].map(([, one]) => one).sort()

describe.each(['README.md', 'README.zh-CN.md'] as const)(
  '%s lists what there is, and nothing else:',
  (file) => {
    const path = join(root, file)
    const readme = readFileSync(path, 'utf8')

    test('the table of tags, attributes and wx', async () => {
      const made = `${start}\n\n${await table(file, members)}\n\n${end}\n`
      const [, before = '', written = '', after = ''] = blocks.exec(readme) ?? []
      if (process.env['UPDATE_README']) writeFileSync(path, before + made + after)
      else expect(written).toBe(made)
    })

    test('the options of --help', () => {
      const documented = sorted(readme.matchAll(/^\| `(--\w+ [A-Z]+)` /gm))
      expect(documented).toEqual(sorted(help.matchAll(/^ {2}(--\w+ [A-Z]+) /gm)))
    })
  },
)
