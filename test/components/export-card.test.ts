import { show } from '../support/page'
import { phone } from '../support/wx'

test('a WeChat that cannot send files says so instead of exporting', () => {
  phone.lacks.add('shareFileMessage')
  const card = show('components/export-card/export-card')
  expect(card.texts('.text')).toEqual(['这个版本的微信不能发送文件，更新微信后就能导出。'])
  expect(card.has('.action')).toBe(false)
})
