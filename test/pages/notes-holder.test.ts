import { open, pass } from '../support/page'
import { phone } from '../support/wx'
import { givenNotes, holder, later, ok, summaries, type ListAnswer } from './given'

// Who holds the phone is asked once in a launch, which is why this is alone in its file.
test('a phone that has changed hands shows nothing of its former holder once the cloud says so', async () => {
  phone.storage.set('holder', JSON.stringify('oBOB'))
  phone.storage.set('oBOB:list', JSON.stringify({ notes: summaries(2), nextCursor: null }))
  const list = later<ListAnswer>()
  givenNotes({ list: () => list.promise })
  const { cloud } = phone
  const who = later<unknown>()
  phone.cloud = (name, data) => (name === 'getUserInfo' ? who.promise : cloud(name, data))

  const page = await open('notes')
  expect(page.texts('note-card .title')).toEqual(['Note 0', 'Note 1'])

  who.fulfil({ openid: holder, appid: 'wx', unionid: null })
  await pass()
  expect(page.all('note-card')).toHaveLength(0)
  expect(page.all('skeleton .card')).toHaveLength(3)

  list.fulfil(ok({ notes: summaries(1, 7), nextCursor: null }))
  await pass()
  expect(page.texts('note-card .title')).toEqual(['Note 7'])
  const kept = (name: string) => JSON.parse(phone.storage.get(`${name}:list`) ?? '{}').notes
  expect(kept(holder)).toHaveLength(1)
  expect(kept('oBOB')).toHaveLength(2)
})
