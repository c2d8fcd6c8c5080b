import { eraseEverything } from '../../miniprogram/components/erase-card/erase'
import { itemsOf } from '../../miniprogram/common/list/blocks'
import { NoteList } from '../../miniprogram/pages/notes/list'
import { open } from '../support/page'
import { phone } from '../support/wx'
import { holder, ok, offline, summaries } from './given'

const shown = () => [...phone.storage.values()].join()

test('a list that cannot be refreshed after everything was deleted brings nothing of it back', async () => {
  let left = summaries(2)
  phone.cloud = (name, event) => {
    if (name === 'getUserInfo') return { openid: holder, appid: 'wx', unionid: null }
    const { action } = event as { action: string }
    if (action === 'erase') {
      left = []
      return ok({ left: false })
    }
    return ok(action === 'tags' ? { tags: [] } : { notes: left, nextCursor: null })
  }
  const page = await open('notes')
  expect(page.all('note-card')).toHaveLength(2)
  expect(shown()).toContain('Note 0')
  await page.call('onHide')

  expect(await eraseEverything(() => true)).toBe(true)
  phone.cloud = offline
  await page.call('onShow')
  expect(page.all('note-card')).toHaveLength(0)
  expect(shown()).not.toContain('Note')
  const anew = new NoteList(() => {})
  await anew.open()
  expect(itemsOf(anew.blocks)).toEqual([])
})
