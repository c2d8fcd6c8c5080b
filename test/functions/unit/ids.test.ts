import { createHash } from 'node:crypto'
import { idOf } from '../../../cloudfunctions/common/ids'

const caller = { openid: 'oNOTES alice', appid: 'wx' }
const key = 'key-of-a-document'

test('an id is 32 hexadecimal digits that follow from owner and key', () => {
  const digest = createHash('sha256').update('oNOTES alice key-of-a-document').digest('hex')
  expect(idOf(caller, key)).toBe(digest.slice(0, 32))
})

test('another key, and another owner, give another id', () => {
  const ids = [idOf(caller, key), idOf(caller, 'another key'), idOf({ ...caller, openid: 'oNOTES bob' }, key)]
  expect(new Set(ids).size).toBe(3)
})
