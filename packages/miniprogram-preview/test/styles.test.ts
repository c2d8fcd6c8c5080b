import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Sources } from '../src/compile/problems'
import { compileWxss, forTheme } from '../src/compile/styles'
import type { Unit } from '../src/program'

const page: Unit = { path: 'p', isPage: true, config: {} }
const component: Unit = { path: 'p', isPage: false, config: {}, scope: 'c1' }

let dir: string
beforeAll(() => (dir = mkdtempSync(join(tmpdir(), 'preview-'))))
afterAll(() => rmSync(dir, { recursive: true }))

function css(text: string, unit?: Unit): string {
  writeFileSync(join(dir, 'p.wxss'), text)
  return compileWxss(new Sources(dir), 'p.wxss', unit)
}

test.each([
  ['built-in tags are elements of their own', 'view > text {}', 'wx-view > wx-text {}'],
  ['so are all other tags', 'div span {}', 'wx-div wx-span {}'],
  ['page is the page', 'page {}', 'wx-page {}'],
  [
    '750rpx are the width of the screen',
    '.a { width: 750rpx; margin: -1.5rpx .5rpx }',
    '.a { width: 100vw; margin: -0.2vw 0.066667vw }',
  ],
  ['rpx in a media query', '@media (min-width: 375rpx) {}', '@media (min-width: 50vw) {}'],
  [
    'the safe area is that of the phone',
    '.a { top: calc(1px + env(safe-area-inset-top, 2px)) }',
    '.a { top: calc(1px + var(--safe-area-inset-top, 2px)) }',
  ],
  ['an id follows the prefix of its instance', '#a .b {}', ':is([id$="--a"],#\\.) .b {}'],
  [
    'steps of keyframes are no selectors',
    '@keyframes k { from { top: 1rpx } }',
    '@keyframes k { from { top: 0.133333vw } }',
  ],
])('%s', (_, wxss, expected) => {
  expect(css(wxss)).toBe(expected)
})

test("a page's rules stay in the page, and its keyframes do not", () => {
  const text = css('page .a {} @keyframes k {}', page)
  expect(text).toMatch(/^@scope \(wx-page\[is="p"\]\) \{\n:scope \.a \{\}\s*\}\n@keyframes k \{\}$/)
})

test("a component's classes carry its scope, and its host is its own node", () => {
  expect(css(':host .a:not(.b) {}', component)).toBe('[wx-host="c1"] .c1--a:not(.c1--b) {}')
})

test('the theme settles prefers-color-scheme', () => {
  const text = '@media (prefers-color-scheme: dark) and (min-width: 1px) {}'
  expect(forTheme(text, 'dark')).toBe('@media (min-width: 0px) and (min-width: 1px) {}')
  expect(forTheme(text, 'light')).toBe('@media (max-width: 0px) and (min-width: 1px) {}')
})
