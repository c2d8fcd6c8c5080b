import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { pages } from '../../miniprogram/app.json'
import { root } from '../support/page'

const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
const styles = files.filter((file) => file.endsWith('.wxss'))

describe('text', () => {
  test('follows the size set in WeChat on every page', () => {
    for (const page of pages)
      expect([page, read(`${page}.wxml`).split('\n')[0]]).toEqual([
        page,
        '<page-meta root-font-size="system" />',
      ])
    for (const file of styles)
      expect([file, read(file).match(/font-size: *[\d.]+(?:px|rpx)/g) ?? []]).toEqual([file, []])
  })

  // What WCAG 2.2 asks of text (1.4.3). The pages themselves are measured in test/e2e/look.test.ts.
  test.each([
    ['light', '--ink', '--page'],
    ['light', '--ink', '--card'],
    ['light', '--ink', '--pressed'],
    ['light', '--ink-2', '--page'],
    ['light', '--ink-2', '--card'],
    ['light', '--ink-2', '--pressed'],
    ['light', '--ink-3', '--page'],
    ['light', '--ink-3', '--card'],
    ['light', '--ink-3', '--pressed'],
    ['light', '--link', '--page'],
    ['light', '--link', '--card'],
    ['light', '--link', '--pressed'],
    ['light', '--danger', '--page'],
    ['light', '--danger', '--card'],
    ['light', '--danger', '--pressed'],
    ['light', '--warn', '--page'],
    ['light', '--warn', '--card'],
    ['light', '--warn', '--pressed'],
    ['light', '--ink-3', '--ghost'],
    ['light', '--on-brand', '--brand'],
    ['dark', '--ink', '--page'],
    ['dark', '--ink', '--card'],
    ['dark', '--ink', '--pressed'],
    ['dark', '--ink-2', '--page'],
    ['dark', '--ink-2', '--card'],
    ['dark', '--ink-2', '--pressed'],
    ['dark', '--ink-3', '--page'],
    ['dark', '--ink-3', '--card'],
    ['dark', '--ink-3', '--pressed'],
    ['dark', '--link', '--page'],
    ['dark', '--link', '--card'],
    ['dark', '--link', '--pressed'],
    ['dark', '--danger', '--page'],
    ['dark', '--danger', '--card'],
    ['dark', '--danger', '--pressed'],
    ['dark', '--warn', '--page'],
    ['dark', '--warn', '--card'],
    ['dark', '--warn', '--pressed'],
    ['dark', '--ink-3', '--ghost'],
    ['dark', '--on-brand', '--brand'],
  ] as const)('in the %s theme, %s can be read on %s', (theme, ink, ground) => {
    expect(contrast(colour(theme, ink), colour(theme, ground))).toBeGreaterThanOrEqual(4.5)
  })
})

test('a screen reader knows what can be tapped, and what each field is for', () => {
  for (const file of files.filter((one) => one.endsWith('.wxml'))) {
    const tags = (kinds: string) => [
      ...read(file).matchAll(new RegExp(`<(?:${kinds})\\b((?:[^>"]|"[^"]*")*)>(\\s*<note-card)?`, 'g')),
    ]
    // A card says itself that it is a button.
    const tapped = tags('view|text').filter(
      ([, names = '', card]) =>
        /(bind|catch):?tap/.test(names) && !names.includes('aria-hidden="true"') && !card,
    )
    for (const [tag] of tapped) expect([file, tag]).toEqual([file, expect.stringContaining('aria-role=')])
    for (const [tag] of tags('input|textarea'))
      expect([file, tag]).toEqual([file, expect.stringContaining('aria-label=')])
  }
})

test('what moves stands still for those who asked their phone for that', () => {
  for (const file of styles.filter((one) => /\b(?:transition|animation):/.test(read(one))))
    expect([file, read(file)]).toEqual([file, expect.stringContaining('prefers-reduced-motion')])
})

test('pages turn with the phone, and fill a tablet', () => {
  const app: unknown = JSON.parse(read('app.json'))
  expect(app).toMatchObject({ resizable: true, window: { pageOrientation: 'auto' } })
})

/** Red, green, blue from 0 to 255, and opacity. */
type Colour = [number, number, number, number]

function colour(theme: 'light' | 'dark', name: string): Colour {
  const [light = '', dark = ''] = read('app.wxss').split('@media (prefers-color-scheme: dark)')
  const value = new RegExp(`${name}: ([^;]+);`).exec(theme === 'dark' ? dark : light)?.[1] ?? ''
  const hex = /^#(..)(..)(..)$/.exec(value)?.slice(1)
  const [r = NaN, g = NaN, b = NaN, a = 1] = hex
    ? hex.map((part) => parseInt(part, 16))
    : (value.match(/[\d.]+/g) ?? []).map(Number)
  return [r, g, b, a]
}

function contrast([r, g, b, a]: Colour, ground: Colour): number {
  const over = (part: number, below: number) => part * a + below * (1 - a)
  const text = luminance([over(r, ground[0]), over(g, ground[1]), over(b, ground[2]), 1])
  const [dim, bright] = [text, luminance(ground)].sort((one, other) => one - other)
  return ((bright ?? NaN) + 0.05) / ((dim ?? NaN) + 0.05)
}

function luminance([r, g, b]: Colour): number {
  const linear = (part: number) => {
    const share = part / 255
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}
