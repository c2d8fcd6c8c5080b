import { mask } from '../../miniprogram/components/secret-cell/mask'

test.each([
  ['oAlice0123456789wxyz', 'oAli…wxyz'],
  ['123456789', '1234…6789'],
  ['12345678', '••••'],
  ['', '••••'],
])('%s is masked as %s', (secret, masked) => {
  expect(mask(secret)).toBe(masked)
})
