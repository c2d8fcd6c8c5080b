import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import ts from 'typescript'
import { coreDefinitions, loadParts } from '../../src/runtime/components'
import { absentTags, boxTags, partTags } from '../../src/tags'

const words = {
  'README.md': {
    tag: 'tag',
    state: 'state',
    attributes: 'attributes that work',
    works: 'works',
    box: 'box',
    absent: 'absent',
    none: 'none',
    absentMembers: (of: string, count: number) => `Absent of ${of}: ${count} names`,
    worksMembers: (of: string) => `**${of}** works:`,
  },
  'README.zh-CN.md': {
    tag: '标签',
    state: '状态',
    attributes: '有效的属性',
    works: '可用',
    box: '方框',
    absent: '没有',
    none: '无',
    absentMembers: (of: string, count: number) => `${of} 里没有的 ${count} 个名字`,
    worksMembers: (of: string) => `**${of}** 可用：`,
  },
}

/** The members of the preview's objects, by the name of WeChat's interface for each. */
export type Members = Record<'Wx' | 'WxCloud' | 'FileSystemManager', string[]>

const shown = { Wx: 'wx', WxCloud: 'wx.cloud', FileSystemManager: 'FileSystemManager' } as const

/** Makes the table of a README: for each tag of WeChat with its attributes, and each name of wx, whether it is there. */
export async function table(file: keyof typeof words, members: Members): Promise<string> {
  const say = words[file]
  const definitions = { ...coreDefinitions, ...(await loadParts([...partTags])) }
  const rows = [
    ...Object.entries(definitions).map(([tag, { properties }]) => [
      tag,
      say.works,
      properties.length ? code(properties.map(kebab)) : say.none,
    ]),
    ...boxTags.map((tag) => [tag, say.box, '']),
    ...absentTags.map((tag) => [tag, say.absent, '']),
  ].sort(([a = ''], [b = '']) => (a < b ? -1 : 1))
  const lines = rows.map(([tag, state, attributes]) => `| \`${tag}\` | ${state} | ${attributes} |`)
  const known = wechatMembers()
  const lists = Object.entries(shown).map(([name, of]) => {
    const own = members[name as keyof Members]
    const absent = (known[name] ?? []).filter((one) => !own.includes(one))
    const summary = say.absentMembers(of, absent.length)
    return (
      `${say.worksMembers(of)} ${code([...own].sort())}\n\n` +
      `<details>\n<summary>${summary}</summary>\n\n${code(absent)}\n\n</details>`
    )
  })
  const head = `| ${say.tag} | ${say.state} | ${say.attributes} |\n| --- | --- | --- |`
  return [`${head}\n${lines.join('\n')}`, ...lists].join('\n\n')
}

/** Gives what WeChat has: the members of its interfaces in miniprogram-api-typings. */
function wechatMembers(): Record<string, string[]> {
  const found: Record<string, string[]> = {}
  for (const part of ['api', 'cloud']) {
    const file = createRequire(__filename).resolve(`miniprogram-api-typings/types/wx/lib.wx.${part}.d.ts`)
    const visit = (node: ts.Node): void => {
      if (ts.isInterfaceDeclaration(node) && node.name.text in shown) {
        const names = node.members.flatMap(({ name }) => (name && ts.isIdentifier(name) ? name.text : []))
        found[node.name.text] = [...new Set([...(found[node.name.text] ?? []), ...names])].sort()
      }
      ts.forEachChild(node, visit)
    }
    visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest))
  }
  return found
}

const code = (names: string[]): string => names.map((name) => `\`${name}\``).join(' ')
const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
