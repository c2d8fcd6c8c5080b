import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { address, data, end, start } from './support/command'

test('a second start on the same data says which folder and process, and stops', async () => {
  const first = start()
  await address(first)
  const { code, complaint } = await end(start())
  expect(code).toBe(1)
  expect(complaint).toContain(`The data folder ${data} is in use by process ${first.pid}.`)
  first.kill('SIGTERM')
  expect(await end(first)).toMatchObject({ code: 0 })
})

test('what a killed process left behind does not count, even if its number is in use again', async () => {
  writeFileSync(join(data, 'cloud.lock'), `${process.pid} 1`)
  const child = start()
  expect(await address(child)).toMatch(/^http/)
  child.kill('SIGTERM')
  await end(child)
})

test.each([
  [
    'a folder without functions',
    ['--functions', 'nowhere'],
    /There is no folder .*nowhere with cloud functions/,
  ],
  ['a people file that is missing', ['--people', 'nowhere.json'], /nowhere\.json/],
  ['a port that is not a number', ['--port', 'x'], /--port must be a number from 0 to 65535, not x/],
  ['an unknown watchman mode', ['--watchman', 'x'], /--watchman must be refuse or report, not x/],
  ['an option that does not exist', ['--colour'], /--colour/],
])('%s is refused in one sentence', async (_, options, sentence) => {
  const { code, complaint } = await end(start(...options))
  expect(code).toBe(1)
  expect(complaint).toMatch(sentence)
  expect(complaint).not.toContain('    at ')
})

test('a people file names the field that is wrong', async () => {
  const file = join(data, 'people.json')
  writeFileSync(file, JSON.stringify({ alice: { name: 'Alice', appid: 'wx', openid: 5 } }))
  const { complaint } = await end(start('--people', file))
  expect(complaint).toContain(`${file} is not as expected. alice.openid:`)
})
