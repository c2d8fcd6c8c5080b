import { join } from 'node:path'
import { startCloud } from '../support/cloud'

const cloud = startCloud({
  functions: join(__dirname, '../functions'),
  functionSettings: { eater: { timeout: 20, memorySize: 200 } },
  people: { alice: { name: 'Alice', openid: 'oAlice', appid: 'wxApp' } },
})

describe('a process that takes more than memorySize', () => {
  const overweight = {
    errCode: -504002,
    message: expect.stringMatching(/process takes .* its memorySize of 200 MB/),
  }
  const eater = (event: Record<string, unknown>) => cloud.as('alice').call('eater', event)

  test.each([
    ['when it has answered', { do: 'eat', megabytes: 200 }],
    ['while it waits', { do: 'eatAndWait', megabytes: 200 }],
    ['without ever pausing', { do: 'eatObjects' }],
  ])('%s is ended, and its call fails', async (_, event) => {
    await expect(eater(event)).rejects.toMatchObject(overweight)
    expect(await eater({ do: 'eat', megabytes: 1 })).toBeNull()
  })
})

describe('a function that calls itself', () => {
  const descend = (depth: number) => cloud.as('alice').call('eater', { do: 'descend', depth })

  test('many times deep is answered', async () => {
    expect(await descend(4)).toBe(4)
  })

  test('while others do so too is answered', async () => {
    expect(await Promise.all(Array.from({ length: 6 }, () => descend(1)))).toEqual([1, 1, 1, 1, 1, 1])
  })

  test('without end is told so', async () => {
    await expect(descend(1000)).rejects.toThrow('does it call itself without end?')
  })
})
