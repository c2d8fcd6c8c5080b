import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

const root = join(__dirname, '../..')

/** Runs some lines in a process of their own, since Jest cannot load the bundler, and gives what they print. */
const run = (code: string): string =>
  execFileSync(process.execPath, ['--import', 'tsx', '-e', `(async () => {${code}})()`], {
    cwd: root,
    encoding: 'utf8',
  })

describe('a constant that is deferred', () => {
  const deferred = (code: string): string =>
    run(`const { deferConstants } = require('./tools/build/sdk/defer')
      try {
        console.log(deferConstants(${JSON.stringify(code)}, ({ name }) => name === 'a'))
      } catch (error) {
        console.log('NO: ' + error.message)
      }`)

  test('gets its value when it is first used, and keeps it', () => {
    const log = run(`const { deferConstants } = require('./tools/build/sdk/defer')
      const code = "const a = made('a'); module.exports = { use: () => new a.Class(a.one, { a: 1 }).a }"
      new Function('made', 'module', deferConstants(code, ({ name }) => name === 'a'))(
        (what) => (console.log('made', what), { one: 1, Class: class { constructor(one, { a }) { this.a = one + a } } }),
        (module = {}),
      )
      console.log('loaded')
      console.log(module.exports.use(), module.exports.use())`)
    expect(log).toBe('loaded\nmade a\n2 2\n')
  })

  test('must not be needed while its module is loaded', () => {
    expect(deferred("const a = require('a'); class B extends a.A {}")).toBe(
      'NO: a is used while the module is loaded\n',
    )
  })

  test('must be there', () => {
    expect(deferred("var a = require('a')")).toMatch(/^NO: it has 0 such constants in place of 1/)
  })
})

describe('an SDK that the build does not know', () => {
  const complaint = (rename: string): string =>
    run(`const { changes } = require('./tools/build/sdk/changes')
      const { bundleSdk } = require('./tools/build/sdk/bundle')
      Object.assign(changes.find(({ file }) => file === 'dist/auth/index.js'), ${rename})
      bundleSdk().catch((error) => console.log(error.message))`)

  test.each([
    [
      'of another version',
      "{ version: '3.17.1' }",
      /node-sdk\/dist\/auth\/index\.js: its version is 3\.17\.2, and the build knows 3\.17\.1\./,
    ],
    [
      'of another shape',
      "{ change: () => { throw new Error('it is round') } }",
      /jsonwebtoken is loaded on first use cannot be done, for it is round\. See what is new/,
    ],
    [
      'without a file',
      "{ file: 'dist/auth/gone.js' }",
      /dist\/auth\/gone\.js is not in the SDK any more: mend/,
    ],
  ])('%s is not built, with a sentence that says where to look', (_what, rename, expected) => {
    expect(complaint(rename)).toMatch(expected)
  })
})

test('keys are signed in the order in which the SDK by itself signs them', () => {
  const differences = run(`const { readFileSync } = require('node:fs')
    const fc = require('fast-check')
    const { changes } = require('./tools/build/sdk/changes')
    const file = require.resolve('@cloudbase/signature-nodejs/lib/keyvalue.js')
    const { change } = changes.find((one) => file.replaceAll('\\\\', '/').endsWith(one.file))
    const changed = { exports: {} }
    new Function('exports', 'require', change(readFileSync(file, 'utf8')))(changed.exports, () => ({ isObject: () => true }))
    const { SortedKeyValue } = require(file)
    const key = fc.oneof(
      fc.string({ unit: fc.constantFrom(...'abyz0189_-'), minLength: 1, maxLength: 6 }),
      fc.constantFrom('content-type', 'host', 'x-tcb-source', 'tcb_sessiontoken', 'wxCloudApiToken', 'Ä', '键'),
    )
    const pairs = fc.array(fc.tuple(key, fc.nat()), { maxLength: 30 })
    fc.assert(fc.property(pairs, (all) => {
      const object = Object.fromEntries(all)
      const [own, ours] = [SortedKeyValue, changed.exports.SortedKeyValue].map((sorted) => sorted.kv(object).keys().join())
      if (own !== ours) throw new Error(own + ' became ' + ours)
    }), { numRuns: 2000 })
    console.log('none')`)
  expect(differences).toBe('none\n')
})

test('a database call loads nothing of what was deferred', () => {
  const loaded = run(`const { bundle } = require('./tools/build/bundle')
    const { sdkInput } = require('./tools/build/sdk/bundle')
    const { files } = await bundle(sdkInput(), { format: 'cjs', entryFileNames: 'sdk.js' })
    // Each module of the bundle is a function in this form: it is made to say that it runs.
    const told = files.get('sdk.js').replace(/var (require_[\\w$]+) = .*__commonJSMin\\(\\(\\(.*?\\) => \\{/g, '$&console.log("$1");')
    Object.assign(process.env, { TENCENTCLOUD_RUNENV: 'SCF', TCB_ENV: 'e', SCF_NAMESPACE: 'e', TENCENTCLOUD_REGION: 'r', TENCENTCLOUD_SECRETID: 'i', TENCENTCLOUD_SECRETKEY: 'k', TCB_CONTEXT_CNFG: '{"URL":"http://127.0.0.1:9"}' })
    const module = { exports: {} }
    new Function('module', 'exports', 'require', told)(module, module.exports, require)
    module.exports.init()
    await module.exports.database().collection('things').where({ a: 1 }).get().catch((error) => console.log(error.message))`)
  expect(loaded).toMatch(/require_bson\n/)
  expect(loaded).toContain('ECONNREFUSED')
  expect(loaded).not.toMatch(
    /axios|jsonwebtoken|xml2js|form_data|bignumber|mime_db|minimal|websocket|wxCloudClientSDK|agentkeepalive|web_streams|semver/i,
  )
})
