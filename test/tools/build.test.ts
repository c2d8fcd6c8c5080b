import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zipFolder } from '../../tools/deploy/zip'

const root = join(__dirname, '../..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const filesOf = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

describe('what WeChat DevTools opens', () => {
  const project = JSON.parse(read('project.config.json'))

  test('is where project.config.json points', () => {
    expect(filesOf(project.miniprogramRoot)).toContain(join(root, 'dist/miniprogram/app.json'))
    expect(filesOf(project.cloudfunctionRoot)).toContain(join(root, 'dist/cloudfunctions/notes/index.js'))
  })

  test('is built by the hooks of DevTools, and not compiled a second time', () => {
    expect(project.scripts).toEqual({
      beforeCompile: 'npm run build',
      beforePreview: 'npm run build',
      beforeUpload: 'npm run build',
    })
    expect(project.setting).toMatchObject({ es6: false, enhance: false, swc: false })
  })

  test('has every page of app.json, with its four files', () => {
    for (const page of JSON.parse(read('dist/miniprogram/app.json')).pages)
      for (const ending of ['js', 'json', 'wxml', 'wxss'])
        expect(filesOf('dist/miniprogram')).toContain(join(root, `dist/miniprogram/${page}.${ending}`))
  })

  test('carries no zod: the schemas stay on the server', () => {
    const scripts = filesOf('dist/miniprogram').filter((file) => file.endsWith('.js'))
    expect(scripts.length).toBeGreaterThan(10)
    for (const script of scripts) expect(readFileSync(script, 'utf8')).not.toMatch(/zod|ZodMini|safeParse/)
  })

  test('requires nothing but its own files', () => {
    for (const script of filesOf('dist/miniprogram').filter((file) => file.endsWith('.js')))
      for (const [, module] of readFileSync(script, 'utf8').matchAll(/require\(["'](.+?)["']\)/g))
        expect(module).toMatch(/^\.\.?\//)
  })
})

describe.each(['getUserInfo', 'test', 'notes', 'account', 'purge', 'cloudbase_auth'])(
  'the cloud function %s',
  (name) => {
    const folder = `dist/cloudfunctions/${name}`

    test('is deployed as one file, with its settings and the licences of what is in it', () => {
      const names = readdirSync(join(root, folder)).filter((file) => !file.endsWith('.map'))
      expect(names.sort()).toEqual(['LICENSES.txt', 'config.json', 'index.js', 'package.json'])
      expect(read(`${folder}/LICENSES.txt`)).toContain(
        'wx-server-sdk 4.0.2, MIT\n\nMIT License\n\nCopyright (c) 2018 wechat-miniprogram',
      )
    })

    test('has nothing to be installed: it requires what Node has', () => {
      const required = [...read(`${folder}/index.js`).matchAll(/\brequire\(["'`]([^"'`]+)["'`]\)/g)]
      expect(required.length).toBeGreaterThan(10)
      for (const [, module = ''] of required) expect([module, isBuiltin(module)]).toEqual([module, true])
      expect(JSON.parse(read(`${folder}/package.json`))).not.toHaveProperty('dependencies')
    })

    test('is small enough to be sent in the request that deploys it', () => {
      expect(zipFolder(join(root, folder)).length).toBeLessThan(500_000)
    })

    test('has its settings declared in cloudbase/', () => {
      expect(JSON.parse(read('cloudbase/functions.json'))).toHaveProperty(name)
    })
  },
)

describe('a build that cannot be', () => {
  let source: string
  beforeEach(() => {
    source = mkdtempSync(join(tmpdir(), 'source-'))
  })
  afterEach(() => rmSync(source, { recursive: true }))

  /** Builds `source` and gives the error message. It runs in a new process, because Jest cannot load the bundler. */
  const complaint = (): string =>
    execFileSync(
      process.execPath,
      [
        '--import',
        'tsx',
        '-e',
        `require('./tools/build/miniprogram').buildMiniprogram(${JSON.stringify(source)}).catch((error) => console.log(error.message))`,
      ],
      { cwd: root, encoding: 'utf8' },
    )

  test('names a page file that is missing', () => {
    writeFileSync(join(source, 'app.json'), '{ "pages": ["pages/a/a"] }')
    expect(complaint()).toContain('pages/a/a.ts is missing')
  })

  test('names a settings file that is not JSON', () => {
    writeFileSync(join(source, 'app.json'), '{ pages }')
    expect(complaint()).toContain('app.json is not JSON')
  })
})
