import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keptSdk } from '../../tools/build/sdk/kept'

const folder = mkdtempSync(join(tmpdir(), 'kept-sdk-'))
afterAll(() => rmSync(folder, { recursive: true }))

const source = join(folder, 'source.js')
const kept = join(folder, 'cache', 'sdk.json')
const sdk = {
  code: 'module.exports = 1',
  packages: [{ name: 'one', version: '1.0.0', folder }],
  sources: [source],
}
const make = jest.fn(() => Promise.resolve(sdk))

beforeEach(async () => {
  writeFileSync(source, 'one')
  await keptSdk(kept, make)
  make.mockClear()
})

test('the SDK is made once, and then read from where it is kept', async () => {
  expect(await keptSdk(kept, make)).toEqual(sdk)
  expect(make).not.toHaveBeenCalled()
})

test.each([
  ['has changed', () => writeFileSync(source, 'another')],
  ['is gone', () => rmSync(source)],
])('it is made again when a file of it %s', async (_what, change) => {
  change()
  await keptSdk(kept, make)
  expect(make).toHaveBeenCalledTimes(1)
})

test('what makes it, and what npm has installed, is looked at, too', () => {
  const files = Object.keys(JSON.parse(readFileSync(kept, 'utf8')).states)
  for (const end of ['build/bundle.ts', 'sdk/changes.ts', 'node_modules/.package-lock.json'])
    expect(files.filter((file) => file.replaceAll('\\', '/').endsWith(end))).toHaveLength(1)
})

test.each(['', '{"sdk":', '{"sdk":{"code":1},"states":{}}'])(
  'it is made again where what is kept is damaged: %j',
  async (text) => {
    writeFileSync(kept, text)
    expect(await keptSdk(kept, make)).toEqual(sdk)
    expect(make).toHaveBeenCalledTimes(1)
  },
)

test('a folder that cannot be written costs the time, and fails nothing', async () => {
  const blocked = join(source, 'sdk.json')
  expect(await keptSdk(blocked, make)).toEqual(sdk)
  expect(await keptSdk(blocked, make)).toEqual(sdk)
  expect(make).toHaveBeenCalledTimes(2)
})
