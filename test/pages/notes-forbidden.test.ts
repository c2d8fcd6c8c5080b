import { open } from '../support/page'
import { phone } from '../support/wx'
import { refused } from './given'

// Who holds the phone is asked once in a launch, which is why this is alone in its file.
test('the list says so to somebody who may not call here', async () => {
  phone.cloud = () => refused({ code: 'FORBIDDEN_CALLER', message: '' })
  const page = await open('notes')
  expect(page.texts('error-card .message')).toEqual(['这个小程序没有访问权限。'])
})
