import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { previewOf } from '../support/preview'

// A browser can be slow on a busy machine.
jest.setTimeout(120_000)

const preview = previewOf(join(__dirname, '../app'))
let page: Page

beforeEach(async () => {
  page = await preview.browser.newPage({ viewport: { width: 375, height: 720 } })
})
afterEach(() => page.close())

/** Opens a phone on which one module of the app is replaced by `source`. */
async function openWith(module: string, source: string, { phone = 0, person = 'alice' } = {}): Promise<void> {
  await page.route('**/preview/program.json', async (route) => {
    const response = await route.fetch()
    const answer = (await response.json()) as { program: { modules: Record<string, string> } }
    answer.program.modules[module] = source
    await route.fulfill({ json: answer })
  })
  await page.goto('about:blank')
  await page.goto(`${preview.url}/phone?phone=${phone}&person=${person}`)
}

/**
 * Starts a phone again, and runs `body` as a function in a page of the app after a tap. Gives its result or its error.
 */
async function run(body: string, holder = {}): Promise<string> {
  await openWith(
    'pages/me/me.js',
    `const path = wx.env.USER_DATA_PATH + '/notes.json'
    const files = wx.getFileSystemManager()
    const run = async () => { ${body} }
    Page({
      data: { report: '' },
      call() {
        const report = (text) => this.setData({ report: 'It said: ' + text })
        run().then(report, ({ errMsg, message }) => report(errMsg || message))
      },
    })`,
    holder,
  )
  await page.getByRole('tab', { name: 'Me' }).click()
  await page.getByText('Call', { exact: true }).click()
  const report = page.locator('wx-view', { hasText: /^It said: / })
  return (await report.innerText()).replace('It said: ', '')
}

describe('files', () => {
  test('are written, added to, read, measured and removed, waiting for the end or not', async () => {
    const written = await run(`
      files.writeFileSync(path, '三', 'utf8')
      files.appendFileSync(path, ' notes')
      const { data } = await files.readFile({ filePath: path, encoding: 'utf8' })
      const { stats } = await files.stat({ path })
      return [data, stats.size, stats.isFile(), files.statSync(path).size].join()`)
    expect(written).toBe('三 notes,9,true,9')
    const replaced = await run(`
      const before = files.readFileSync(path, 'utf-8')
      await files.writeFile({ filePath: path, data: new Uint8Array([65, 66]).buffer })
      await files.appendFile({ filePath: path, data: 'C' })
      const bytes = [...new Uint8Array(files.readFileSync(path))]
      await files.unlink({ filePath: path })
      const gone = await files.access({ path }).catch(({ errMsg, errCode }) => [errMsg, errCode])
      return [before, ...bytes, ...gone].join()`)
    expect(replaced).toBe(
      '三 notes,65,66,67,access:fail no such file or directory http://usr/notes.json,1300002',
    )
  })

  test('of ten megabytes outlive a restart, on their own phone and for their own person', async () => {
    const size = 10 * 1024 * 1024
    const write = `await files.writeFile({ filePath: path, data: JSON.stringify('x'.repeat(${size})) })`
    expect(await run(write)).toBe('undefined')
    const read = `return JSON.parse(files.readFileSync(path, 'utf8')).length`
    expect(await run(read)).toBe(String(size))
    const absent = 'readFileSync:fail no such file or directory, open http://usr/notes.json'
    expect(await run(read, { phone: 1 })).toBe(absent)
    expect(await run(read, { person: 'bob' })).toBe(absent)
  })

  test('fail with WeChat’s reasons, and by the name of what is not here', async () => {
    const attempts = [
      `files.readFileSync(path)`,
      `files.appendFileSync(path, '')`,
      `files.unlinkSync(path)`,
      `files.statSync(path)`,
      `files.accessSync(path)`,
      `files.writeFileSync('http://usr/a/b', '')`,
      `files.writeFileSync('http://usr/', '')`,
      `files.writeFileSync('/a.txt', '')`,
      `files.writeFileSync(path, {})`,
      `files.writeFileSync(path, '', 'base64')`,
      `files.statSync(path, true)`,
      `files.mkdirSync('http://usr/a')`,
      `files.readFile({ filePath: path, position: 1 })`,
    ]
    const raised = await run(`
      const raised = []
      for (const attempt of [${attempts.map((one) => `() => ${one}`)}])
        try { raised.push(await attempt()) } catch (error) { raised.push(error.message) }
      return raised.join('; ')`)
    expect(raised.split('; ')).toEqual([
      'readFileSync:fail no such file or directory, open http://usr/notes.json',
      'appendFileSync:fail no such file or directory, open http://usr/notes.json',
      'unlinkSync:fail no such file or directory http://usr/notes.json',
      'statSync:fail no such file or directory http://usr/notes.json',
      'accessSync:fail no such file or directory http://usr/notes.json',
      'writeFileSync:fail no such file or directory, open http://usr/a/b',
      'writeFileSync:fail illegal operation on a directory, open http://usr/',
      'writeFileSync:fail permission denied, open /a.txt',
      'writeFileSync:fail parameter error: parameter.data should be String or ArrayBuffer',
      'FileSystemManager: the encoding "base64" is not in the preview',
      'FileSystemManager.statSync: "argument 2" is not in the preview',
      'files.mkdirSync is not a function',
      'FileSystemManager.readFile: "position" is not in the preview',
    ])
  })
})

describe('a file that is chosen', () => {
  const choose = `
    const { tempFiles } = await wx.chooseMessageFile({ count: 1, type: 'file', extension: ['json'] })
    const [{ path, name, size, type }] = tempFiles
    return [name, size, type, files.readFileSync(path, 'utf8'), /^http:\\/\\/tmp\\//.test(path)].join()`

  test('comes from the computer, and can be read', async () => {
    const dialog = page.waitForEvent('filechooser')
    const said = run(choose)
    const file = { name: '笔记.json', mimeType: 'application/json', buffer: Buffer.from('["茶"]') }
    expect((await dialog).isMultiple()).toBe(false)
    await (await dialog).setFiles(file)
    expect(await said).toBe('笔记.json,7,file,["茶"],true')
  })

  test('need not be: closing the dialog is a failure by WeChat’s name', async () => {
    const dialog = page.waitForEvent('filechooser')
    const said = run(choose)
    const input = (await dialog).element()
    await input.evaluate((node: { dispatchEvent(event: Event): void }) =>
      node.dispatchEvent(new Event('cancel')),
    )
    expect(await said).toBe('chooseMessageFile:fail cancel')
  })
})

describe('a file that is shared', () => {
  test('is downloaded under the name it was given', async () => {
    const download = page.waitForEvent('download')
    const said = await run(`
      files.writeFileSync(path, '[]')
      const { errMsg } = await wx.shareFileMessage({ filePath: path, fileName: '笔记.json' })
      return errMsg`)
    expect(said).toBe('shareFileMessage:ok')
    expect((await download).suggestedFilename()).toBe('笔记.json')
    expect(readFileSync(await (await download).path(), 'utf8')).toBe('[]')
  })

  test('must be there, and a document must be one that WeChat opens', async () => {
    expect(await run(`return wx.shareFileMessage({ filePath: path })`)).toBe(
      `shareFileMessage:fail file doesn't exist`,
    )
    expect(await run(`files.writeFileSync(path, ''); return wx.openDocument({ filePath: path })`)).toBe(
      'openDocument:fail filetype not supported',
    )
  })

  test('is shared by a tap, not by itself', async () => {
    // Looking into the page would count as a tap, so the page reports the result on the console.
    const said = page.waitForEvent('console', (message) => message.text().startsWith('shareFileMessage'))
    await openWith(
      'pages/list/list.js',
      `Page({
        data: { notes: [] },
        onLoad() {
          wx.shareFileMessage({ filePath: 'http://usr/a', complete: ({ errMsg }) => console.log(errMsg) })
        },
      })`,
    )
    expect((await said).text()).toBe('shareFileMessage:fail can only be invoked by user TAP gesture.')
  })
})
