import { createHash } from 'node:crypto'
import { hashed, log } from '../../../cloudfunctions/common/log'
import { Refusal } from '../../../cloudfunctions/common/refusal'
import { everyone } from '../../support/people'

afterEach(() => jest.restoreAllMocks())

test.each(['warn', 'error'] as const)('a line of the log is one line of JSON, at its level (%s)', (level) => {
  const print = jest.spyOn(console, level).mockImplementation()
  log(level, { requestId: '1', fault: 'two\nlines' })
  expect(print.mock.calls).toEqual([['{"requestId":"1","fault":"two\\nlines"}']])
})

test('a person is eight hexadecimal digits, the same each time, which do not give the person', () => {
  const { alice, bob } = everyone
  const whole = createHash('sha256').update(alice.openid).digest('hex')
  expect(hashed(alice.openid)).toBe(whole.slice(0, 8))
  expect(hashed(bob.openid)).not.toBe(hashed(alice.openid))
})

test('a refusal reads as its code and its sentence', () => {
  const refusal = new Refusal({ code: 'NOT_FOUND', message: 'You have no such note.' })
  expect(String(refusal)).toBe('Refusal: NOT_FOUND: You have no such note.')
})
