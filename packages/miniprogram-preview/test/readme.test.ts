/** @jest-environment jsdom */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createWx } from '../src/runtime/wx'
import { Application } from '../src/runtime/application'
import { builtInTags } from '../src/tags'

const root = join(__dirname, '..')
const command = ['--conditions=source', '--import', 'tsx', join(root, 'src/main.ts')]
const help = execFileSync(process.execPath, [...command, '--help'], { encoding: 'utf8' })

const application = new Application({ path: '', query: {}, scene: 1001 })
const wx = Object(createWx(Object({ application, program: { app: 'readme', config: {} } })))

const sorted = (found: Iterable<RegExpMatchArray>) => [...found].map(([, one]) => one).sort()

describe.each(['README.md', 'README.zh-CN.md'])('%s lists what there is, and nothing else:', (file) => {
  const readme = readFileSync(join(root, file), 'utf8')

  test.each<[heading: string, names: readonly string[]]>([
    ['WXML', builtInTags],
    ['wx', Object.keys(wx)],
    ['wx.cloud', Object.keys(wx.cloud)],
    ['FileSystemManager', Object.keys(wx.getFileSystemManager())],
  ])('%s', (heading, names) => {
    const [, section = ''] = readme.split(`\n### ${heading}\n\n`)
    const [list = ''] = section.split('\n\n')
    expect(sorted(list.matchAll(/`([\w-]+)`/g))).toEqual([...names].sort())
  })

  test('the options of --help', () => {
    const documented = sorted(readme.matchAll(/^\| `(--\w+ [A-Z]+)` /gm))
    expect(documented).toEqual(sorted(help.matchAll(/^ {2}(--\w+ [A-Z]+) /gm)))
  })
})
