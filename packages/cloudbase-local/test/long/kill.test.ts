import people from '../people.json'
import { address, end, start } from '../support/command'

async function call(url: string, steps: unknown[]): Promise<unknown[]> {
  const request = { method: 'POST', headers: { 'x-local-person': 'bob' }, body: JSON.stringify({ steps }) }
  const answer: unknown = await (await fetch(`${url}/call/store`, request)).json()
  return Object(answer).result
}

test('kill -9 in the middle of writes loses no note that was acknowledged', async () => {
  const acknowledged: string[] = []
  for (const round of [1, 2, 3]) {
    const child = start()
    const url = await address(child)
    let writing = true
    const write = async (writer: number) => {
      for (let at = 0; writing; at++) {
        const _id = `${round}-${writer}-${at}`
        const [added] = await call(url, [
          ['add', 'notes', { _id, _openid: people.bob.openid, deletedAt: null, body: 'x'.repeat(2000) }],
        ])
        if (Object(added)._id === _id) acknowledged.push(_id)
      }
    }
    const writers = [1, 2, 3].map((writer) => write(writer).catch(() => undefined))
    const enough = acknowledged.length + 30
    while (acknowledged.length < enough) await new Promise((wait) => setTimeout(wait, 5))
    child.kill('SIGKILL')
    await Promise.all(writers)
    writing = false
  }

  const child = start()
  const url = await address(child)
  const [byIndex, count] = await call(url, [
    ['find', 'notes', { _openid: people.bob.openid, deletedAt: null }, { limit: 1000 }],
    ['count', 'notes', { _openid: people.bob.openid, body: 'x'.repeat(2000) }],
  ])
  const found: { _id: string }[] = Object(byIndex).data
  expect(found.map(({ _id }) => _id)).toEqual(expect.arrayContaining(acknowledged))
  // The index, and the documents themselves, tell the same.
  expect(count).toMatchObject({ total: found.length })
  child.kill('SIGINT')
  expect(await end(child)).toEqual({ code: 0, complaint: '' })
})
