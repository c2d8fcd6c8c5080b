import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compileApp } from '../src/compile/app'
import { AppProblems } from '../src/compile/problems'
import { describe as say } from '../src/describe'

let dir: string

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'preview-'))
  cpSync(join(__dirname, 'app'), dir, { recursive: true })
})
afterEach(() => rmSync(dir, { recursive: true }))

const write = (file: string, text: string) => writeFileSync(join(dir, file), text)

/** Compiles the app and gives its problems, each as a line that begins with its file and place. */
function problems(): string[] {
  try {
    compileApp(dir)
  } catch (error) {
    if (error instanceof AppProblems) return error.problems.map(say)
    throw error
  }
  return []
}

test('an app without problems compiles', () => {
  expect(problems()).toEqual([])
})

test.each([
  ['an unclosed tag', 'pages/me/me.wxml', '<view>\n  <text>a</view>', 'pages/me/me.wxml:2:4 missing end tag'],
  ['a broken expression', 'pages/me/me.wxml', '<view>\n{{ a + }}</view>', 'pages/me/me.wxml:2:8 unexpected'],
  ['bad JSON', 'pages/me/me.json', '{\n  "navigationBarTitleText": tru\n}', 'pages/me/me.json:2'],
  ['JSON that ends too early', 'app.json', '{\n  "pages": [', 'app.json:2'],
  [
    'a page without its files',
    'app.json',
    '{\n  "pages": [\n    "pages/no/no"\n  ]\n}',
    'app.json:3 page "pages/no/no"',
  ],
  [
    'a component that is not there',
    'pages/me/me.json',
    '{\n  "usingComponents": {\n    "a-b": "../../components/no/no"\n  }\n}',
    'pages/me/me.json:3 <a-b>: components/no/no.js is missing',
  ],
  [
    'a tab icon that is not there',
    'theme.json',
    '{ "light": { "icon": "images/me.png" }, "dark": { "icon": "images/no.png" } }',
    'app.json:18 tabBar: images/no.png is missing',
  ],
  ['an unclosed rule', 'app.wxss', 'view {\n  color: red;\n', 'app.wxss:1:1 Unclosed block'],
  [
    'a stylesheet that is not there',
    'app.wxss',
    '\n@import "./no.wxss";',
    'app.wxss:2:1 @import: no.wxss is missing',
  ],
  [
    'an npm component without npm install',
    'pages/me/me.json',
    '{\n  "usingComponents": { "t-a": "t-lib/a/a" }\n}',
    'pages/me/me.json:2 <t-a>: pages/me/t-lib/a/a.js is missing: is it an npm package? Then run npm install',
  ],
  [
    'a syntax error',
    'pages/me/me.js',
    'Page({\n  a: 1\n  b: 2\n})',
    "pages/me/me.js:3:3 Unexpected identifier 'b'",
  ],
  [
    'a syntax error in an ES module',
    'pages/me/me.js',
    "import a from './a'\nexport const b = a\nlet b",
    "pages/me/me.js:3:5 Identifier 'b' has already been declared",
  ],
])('%s is reported with its file and line', (_, file, text, expected) => {
  write(file, text)
  expect(problems()).toContainEqual(expect.stringContaining(expected))
})

test.each([
  [
    'an unknown tag',
    'pages/me/me.wxml',
    '<view>\n  <vieww/>\n</view>',
    'pages/me/me.wxml:2:3 <vieww> is neither',
  ],
  [
    'a component that the page does not register',
    'pages/me/me.wxml',
    '<view />\n<note-card />',
    'pages/me/me.wxml:2:1 <note-card> is neither',
  ],
  [
    'an import that is not there',
    'pages/me/me.wxml',
    '<import src="a.wxml" />',
    'pages/me/a.wxml is missing',
  ],
  [
    'an attribute that is there twice',
    'pages/me/me.wxml',
    '<view\n  id="a" id="b" />',
    'pages/me/me.wxml:2:10 duplicated attribute',
  ],
  [
    'an attribute selector in a component',
    'components/card/card.wxss',
    '[hidden] {}',
    'components/card/card.wxss:1:1 the attribute selector "[hidden]"',
  ],
  [
    'a tag selector in a component',
    'components/card/card.wxss',
    '.a {}\nview {}',
    'components/card/card.wxss:2:1 the tag selector "view"',
  ],
])('%s is a warning with its file and line', (_, file, text, expected) => {
  write(file, text)
  expect(compileApp(dir).program.warnings.map(say)).toEqual([expect.stringContaining(expected)])
})

test('all problems are reported at once', () => {
  write('pages/me/me.wxml', '<view>\n<text>')
  write('pages/edit/edit.json', '{')
  expect(problems()).toHaveLength(3)
})

test('tags inside comments, expressions and scripts are no tags', () => {
  write(
    'pages/me/me.wxml',
    '<!-- <aa> -->{{ a <bb ? "<cc>" : "" }}<wxs module="m">var a = "<dd>"</wxs>\n<view a="{{ b > 1 }}" b="<ee>" />',
  )
  expect(problems()).toEqual([])
})
