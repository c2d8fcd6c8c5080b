import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openDesk, shown } from '../support/desk'
import { copyProject } from '../support/project-copy'

const project = copyProject()
const desk = openDesk(project)

/** As many editors, git and builds save: another file takes the place of the first. */
function replace(file: string, change: (text: string) => string): void {
  const path = join(project, file)
  writeFileSync(`${path}.tmp`, change(readFileSync(path, 'utf8')))
  renameSync(`${path}.tmp`, path)
}

/** Waits until it holds. */
async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await holds())) await new Promise((wait) => setTimeout(wait, 50))
}
const lists = () => desk.page.locator('.rows .name', { hasText: 'notes.list' }).count()

test('after an edit of a cloud function the phones ask again by themselves, after the second edit too', async () => {
  await desk.phoneOf('alice').getByText('写笔记').locator('visible=true').first().waitFor()
  await until(async () => (await lists()) >= 2)
  for (const edit of ['first', 'second']) {
    const before = await lists()
    replace('cloudfunctions/notes/index.ts', (text) => `${text}console.log('the ${edit} edit')\n`)
    await until(async () => (await lists()) >= before + 2)
    await until(() => desk.app.lines.some((line) => line.includes(`notes: the ${edit} edit`)))
  }
})

test.each([
  ['replaced by another file', replace],
  [
    'deleted and made again',
    (file: string, change: (text: string) => string) => {
      const path = join(project, file)
      const text = change(readFileSync(path, 'utf8'))
      rmSync(path)
      writeFileSync(path, text)
    },
  ],
])('a style that is %s shows on the phone, twice', async (_, edit) => {
  for (const color of ['rgb(1, 2, 3)', 'rgb(4, 5, 6)']) {
    edit('miniprogram/app.wxss', (text) => `${text}\npage { background-color: ${color} !important; }\n`)
    await until(() =>
      desk
        .phoneOf('alice')
        .locator('wx-page')
        .first()
        .evaluate((node, wanted) => getComputedStyle(node).backgroundColor === wanted, color),
    )
  }
})

test('a new sentence of the app shows on the phone', async () => {
  replace('miniprogram/i18n/zh-CN.ts', (text) => text.replaceAll('写笔记', '记一笔'))
  await shown(desk.phoneOf('alice'), '记一笔')
})
