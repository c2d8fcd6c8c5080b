/** @jest-environment jsdom */
import { startPhone, tap, text, until } from './support/phone'

/** Opens a picker with these attributes. */
async function open(attributes: string): Promise<Element> {
  await startPhone({
    'pages/a/a.js': `Page({
      data: { told: '', fruits: ['apple', 'pear'], pairs: [['a', 'b'], ['c', 'd']], named: [{ name: 'plum' }] },
      tell({ type, detail }) { this.setData({ told: JSON.stringify([type, detail]) }) }
    })`,
    'pages/a/a.wxml': `<picker ${attributes} bindchange="tell" bindcancel="tell">pick</picker>{{told}}`,
  })
  await tap('pick')
  return until(() => document.querySelector('[role=dialog]'))
}
const press = (sheet: Element, label: string) =>
  [...sheet.querySelectorAll('button')].find(({ textContent }) => textContent === label)?.click()
const told = async (): Promise<unknown> =>
  JSON.parse((await until(() => text()?.replace('pick', ''))) || 'null')

describe('a picker', () => {
  test('of one column gives the index, as a text', async () => {
    press(await open('range="{{fruits}}"'), 'pear')
    expect(await told()).toEqual(['change', { value: '1' }])
  })

  test('shows what range-key names', async () => {
    const sheet = await open('range="{{named}}" range-key="name"')
    expect(sheet.querySelector('button')?.textContent).toBe('plum')
  })

  test('of several columns gives an index for each', async () => {
    press(await open('mode="multiSelector" range="{{pairs}}" value="{{[0, 1]}}"'), '确定')
    expect(await told()).toEqual(['change', { value: [0, 1] }])
  })

  test.each([
    ['date', 'day', 'date', '2026-02-03'],
    ['date', 'month', 'month', '2026-02'],
    ['date', 'year', 'number', '2026'],
    ['time', 'day', 'time', '12:01'],
  ])('of a %s with fields="%s" is a field of the browser', async (mode, fields, type, value) => {
    const sheet = await open(`mode="${mode}" fields="${fields}" start="0001" end="9999" value="${value}"`)
    const field = sheet.querySelector('input')
    expect([field?.type, field?.min, field?.max]).toEqual([type, '0001', '9999'])
    press(sheet, '确定')
    expect(await told()).toEqual(['change', { value }])
  })

  test('of a region gives names and codes', async () => {
    press(await open(`mode="region" value="{{['广东省', '深圳市', '南山区']}}"`), '确定')
    expect(await told()).toEqual([
      'change',
      { value: ['广东省', '深圳市', '南山区'], code: ['440000', '440300', '440305'] },
    ])
  })

  test('that is left says so', async () => {
    press(await open('range="{{fruits}}"'), '取消')
    expect(await told()).toEqual(['cancel', {}])
  })
})
