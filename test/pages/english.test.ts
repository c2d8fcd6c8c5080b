import { open } from '../support/page'
import { phone, wxCalls } from '../support/wx'
import { givenNotes, offline, ok, summary } from './given'

// Read once, when the first page is loaded, as on a phone.
phone.language = 'en_GB'

test('a phone in English is answered in English', async () => {
  givenNotes({ list: () => ok({ notes: [], nextCursor: null }) })
  const page = await open('notes')
  expect(page.texts('empty-state .act')).toEqual(['Write a note'])
  expect(wxCalls.setNavigationBarTitle).toHaveBeenCalledWith({ title: 'Notes' })
  expect(wxCalls.setTabBarItem.mock.calls).toEqual([
    [{ index: 0, text: 'Notes' }],
    [{ index: 1, text: 'Me' }],
  ])
})

test('ages and failures are in English, too', async () => {
  const updatedAt = new Date(2026, 1, 3).getTime()
  givenNotes({ list: () => ok({ notes: [summary({ updatedAt })], nextCursor: null }) })
  const page = await open('notes')
  expect(page.texts('note-card .time')).toEqual(['Feb 3'])
  givenNotes({ list: offline })
  await page.call('onPullDownRefresh')
  expect(page.texts('error-card .message')).toEqual([
    'Can’t reach the cloud. What you see may be out of date.',
  ])
})
