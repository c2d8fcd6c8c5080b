import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { age } from '../../miniprogram/i18n/age'
import { en } from '../../miniprogram/i18n/en'
import { zhCN } from '../../miniprogram/i18n/zh-CN'
import { root } from '../support/page'

const files = (folder: string, ending: RegExp): string[] =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => ending.test(file))
    .map((file) => path.join(root, folder, file))
const read = (file: string) => readFileSync(file, 'utf8')
const matches = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, group = '']) => group)

const braces = (text: string) => matches(text, /\{(\w+)\}/g).sort()
const sources = files('.', /\.ts$/).filter((file) => !/i18n\/(en|zh-CN)\.ts$/.test(file))

/** The keys that code picks from the table for its markup. */
const picked = (code: string) =>
  matches(code, /\bpick\(([^)]*)\)/g).flatMap((keys) => matches(keys, /'(\w+)'/g))

/** The keys that code takes from the table: `texts.key`, `const { key } = texts`, t('key', ...), pick('key', ...). */
const used = new Set(
  sources
    .map(read)
    .flatMap((text) => [
      ...matches(text, /\btexts\.(\w+)/g),
      ...matches(text, /const \{([^}]*)\}\s*=\s*texts\b/g).flatMap((names) =>
        matches(names, /(\w+)(?:: \w+)?/g),
      ),
      ...picked(text),
      ...matches(text, /\bt\(([^,]*)/g).flatMap((call) => matches(call, /'(\w+)'/g)),
    ]),
)

describe('the table of texts', () => {
  test('has the same keys and the same {braces} in both languages', () => {
    expect(Object.keys(en)).toEqual(Object.keys(zhCN))
    for (const [key, text] of Object.entries(zhCN) as [keyof typeof zhCN, string][]) {
      expect(text).not.toBe('')
      expect(en[key]).not.toBe('')
      expect([key, braces(en[key]).filter((name) => text.includes(name))]).toEqual([key, braces(text)])
    }
  })

  test('has no text that nothing shows', () => {
    // The capitals are the error codes, shown by code.
    const texts = Object.keys(zhCN).filter((key) => !/^[A-Z_]+$/.test(key))
    expect(texts.filter((key) => !used.has(key))).toEqual([])
  })

  test('gives each page and component all that its markup shows', () => {
    // A file of templates shows what the page gives it.
    for (const file of files('.', /\.wxml$/).filter((one) => !/note-cards/.test(one))) {
      const shown = new Set(matches(read(file), /\bt\.(\w+)/g))
      const given = picked(read(file.replace(/wxml$/, 'ts')))
      expect([file, [...shown].sort()]).toEqual([file, given.sort()])
    }
  })

  test('is the only place with text: markup shows none of its own', () => {
    const terms = /OPENID|APPID|UNIONID/g
    for (const file of files('.', /\.wxml$/)) {
      const bare = read(file).replace(/\{\{[^}]*\}\}/g, '')
      expect([file, bare.replace(/<[^>]*>/g, '').trim()]).toEqual([file, ''])
      const attributes = matches(
        bare,
        /(?:label|text|placeholder|message|value|title|action|hint)="([^"]*)"/g,
      )
      expect([file, attributes.map((value) => value.replace(terms, '').trim()).filter(Boolean)]).toEqual([
        file,
        [],
      ])
    }
  })
})

test('code shows no text of its own, and the English table has no Chinese', () => {
  const chinese = /[\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]/
  for (const file of sources) {
    const code = read(file)
      .replace(/\/\*.*?\*\//gs, '')
      .replace(/^\s*\/\/.*$/gm, '')
    expect([file, chinese.test(code)]).toEqual([file, false])
    expect([file, matches(code, /\b(?:title|content|confirmText|cancelText): '([^']+)'/g)]).toEqual([
      file,
      [],
    ])
  }
  expect(Object.values(en).filter((text) => chinese.test(text))).toEqual([])
})

describe('an age in words', () => {
  const now = new Date(2026, 2, 10, 12, 0).getTime()
  test.each([
    ['刚刚', new Date(2026, 2, 10, 11, 59, 1)],
    ['刚刚', new Date(2026, 2, 10, 12, 5)],
    ['1 分钟前', new Date(2026, 2, 10, 11, 59)],
    ['59 分钟前', new Date(2026, 2, 10, 11, 0, 1)],
    ['1 小时前', new Date(2026, 2, 10, 11, 0)],
    ['12 小时前', new Date(2026, 2, 10, 0, 0)],
    ['昨天', new Date(2026, 2, 9, 23, 59)],
    ['昨天', new Date(2026, 2, 9, 0, 0)],
    ['3 月 8 日', new Date(2026, 2, 8, 23, 59)],
    ['1 月 1 日', new Date(2026, 0, 1)],
    ['2025 年 12 月 31 日', new Date(2025, 11, 31, 23, 59)],
  ])('is %s for %s', (text, then) => {
    expect(age(then.getTime(), now)).toBe(text)
  })
})
