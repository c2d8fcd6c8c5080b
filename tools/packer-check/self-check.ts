import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { check } from './check'

/** What is broken in a copy, how, and what the check must say of it. */
const breakages: [what: string, file: string, broken: (text: string) => string, says: RegExp][] = [
  ['a tag that is not closed', 'pages/me/me.wxml', (text) => `<view><text></view>${text}`, /unexpected end tag/],
  ['a style that is not closed', 'pages/me/me.wxss', (text) => `${text}\n.a {`, /10037/],
  ['a page that is not there', 'app.json', (text) => text.replace('pages/me/me', 'pages/you/you'), /10005|10009/],
  ['a value of the wrong type', 'pages/me/me.json', (text) => text.replace('{', '{"onReachBottomDistance":"far",'), /onReachBottomDistance/],
  ['a setting that nobody knows', 'pages/me/me.json', (text) => text.replace('{', '{"nonsense":1,'), /unknown: .*nonsense/],
  ['a colour that no theme has', 'app.json', (text) => text.replace('@brand', '@brandy'), /has no @brandy/],
  ['two megabytes too many', 'app.wxss', (text) => `${text}\n${styles(100_000)}`, /more than the 2097152/],
] // prettier-ignore

/** As many styles, each another. */
const styles = (count: number): string =>
  Array.from({ length: count }, (_, at) => `.style-${at} { width: ${at}px }`).join('\n')

/** Breaks copies of a built project, and gives a line for each breakage that the check does not see. */
export function selfCheck(project: string): string[] {
  const copy = mkdtempSync(path.join(tmpdir(), 'broken-'))
  try {
    for (const name of ['project.config.json', 'dist/miniprogram', 'dist/cloudfunctions'])
      cpSync(path.join(project, name), path.join(copy, name), { recursive: true })
    return breakages.flatMap(([what, name, broken, says]) => {
      const file = path.join(copy, 'dist/miniprogram', name)
      const text = readFileSync(file, 'utf8')
      writeFileSync(file, broken(text))
      const { problems } = check(copy)
      writeFileSync(file, text)
      const seen = problems.find((problem) => says.test(problem))
      console.log(`  ${what}: ${seen?.split('\n')[0] ?? 'NOT SEEN'}`)
      return seen ? [] : [`${what} in ${name} is not seen. Said: ${problems.join('; ') || 'nothing'}`]
    })
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}
