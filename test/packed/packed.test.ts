import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { listen } from 'loopback-guard'
import { launchBrowser } from '../../packages/miniprogram-preview/test/support/browser'

const root = resolve(__dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'stranger-'))
const children: ChildProcess[] = []
const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

/** An empty folder elsewhere, in which only the packed files and the SDK are installed. */
beforeAll(() => {
  execFileSync('npm', ['run', '--silent', 'pack'], { cwd: root })
  cpSync(join(__dirname, 'stranger'), folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{"private":true}')
  const packed = join(root, 'dist/packages')
  const files = readdirSync(packed).map((file) => join(packed, file))
  const options = ['--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts']
  execFileSync('npm', ['install', ...options, ...files, `wx-server-sdk@${dependencies['wx-server-sdk']}`], {
    cwd: folder,
  })
}, 300_000)

afterAll(async () => {
  for (const child of children) {
    child.kill('SIGINT')
    if (child.exitCode === null) await once(child, 'exit')
  }
  rmSync(folder, { recursive: true, force: true })
})

/** Runs what npx runs, and gives its address. */
const run = (command: string, ...options: string[]) => runFile(`node_modules/.bin/${command}`, options)

function runFile(file: string, options: string[], variables: NodeJS.ProcessEnv = {}): Promise<string> {
  const child = spawn(process.execPath, [join(folder, file), ...options], {
    cwd: folder,
    env: { ...process.env, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  const lines: string[] = []
  return new Promise((found, failed) => {
    for (const stream of [child.stdout, child.stderr])
      createInterface(stream).on('line', (line) => {
        lines.push(line)
        const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? []
        if (url) found(url)
      })
    child.on('exit', () => failed(new Error(`${file} ended:\n${lines.join('\n')}`)))
  })
}

describe("npx cloudbase-local, on a stranger's functions", () => {
  let url: string
  beforeAll(async () => {
    url = await run('cloudbase-local', '--functions', 'cloudfunctions', '--data', 'data', '--port', '0')
  })

  const add = async (person: string, text: string): Promise<unknown> => {
    const request = { method: 'POST', headers: { 'x-local-person': person }, body: JSON.stringify({ text }) }
    return (await (await fetch(`${url}/call/todos`, request)).json()).result
  }

  test('calls them with the real SDK, each person with an OPENID', async () => {
    expect(await add('alice', 'milk')).toEqual({ version: 1, texts: ['milk'] })
    expect(await add('bob', 'bread')).toEqual({ version: 1, texts: ['bread'] })
    expect(await add('alice', 'eggs')).toMatchObject({ texts: expect.arrayContaining(['milk', 'eggs']) })
  })

  test('answers for WeChat what the project declares', async () => {
    const request = { method: 'POST', headers: { 'x-local-person': 'bob' }, body: '{"content":"gambling"}' }
    const { result } = await (await fetch(`${url}/call/checks`, request)).json()
    expect(result).toMatchObject({ result: { suggest: 'risky', label: 20006 }, errCode: 0 })
  })

  test('sees each edit, also a second one by a file that takes the place of the first', async () => {
    const file = join(folder, 'cloudfunctions/todos/index.js')
    for (const version of [2, 3]) {
      writeFileSync(`${file}.tmp`, readFileSync(file, 'utf8').replace(/version: \d/, `version: ${version}`))
      renameSync(`${file}.tmp`, file)
      await expect(eventually(() => add('bob', 'salt'), version)).resolves.toMatchObject({ version })
    }
  })
})

describe("npx miniprogram-preview, on a stranger's mini program", () => {
  test('shows it, and it answers a tap', async () => {
    const url = await run('miniprogram-preview', '--app', 'miniprogram', '--port', '0')
    const browser = await launchBrowser()
    try {
      const page = await browser.newPage()
      await page.goto(url)
      const phone = page.frameLocator('iframe').first()
      await phone.getByText('Tapped 0 times').click()
      await phone.getByText('Tapped 1 times').waitFor()
    } finally {
      await browser.close()
    }
  })
})

describe("the READMEs' own programs", () => {
  test('one opens the cloud and calls a function', () => {
    const output = execFileSync(process.execPath, ['call.js'], { cwd: folder, encoding: 'utf8' })
    expect(output).toContain("texts: [ 'tea' ]")
  })

  test('one serves phones and their cloud at one address, to its own pages only', async () => {
    const { port, close } = await listen([])
    await close()
    const url = await runFile('desk.js', [], { PORT: String(port) })
    expect(await (await fetch(url)).text()).toContain('/preview/shell.js')
    expect(await (await fetch(`${url}/people`)).json()).toMatchObject({ dan: { unionid: true } })
    const request = { method: 'POST', headers: { 'x-local-person': 'dan' }, body: '{"text":"tea"}' }
    expect(await (await fetch(`${url}/call/todos`, request)).json()).toMatchObject({
      result: { texts: ['tea'] },
    })
    const elsewhere = { headers: { origin: 'http://elsewhere.example' } }
    expect((await fetch(`${url}/people`, elsewhere)).status).toBe(403)
  })
})

test.each(['cloudbase-local', 'miniprogram-preview'])('npx %s --help names its own command', (command) => {
  const bin = join(folder, 'node_modules/.bin', command)
  const text = execFileSync(process.execPath, [bin, '--help'], { encoding: 'utf8', cwd: folder })
  expect(text).toContain(`npx ${command} [--`)
})

test('their types say what they give, and name no package that is not installed', () => {
  const tsc = join(root, 'node_modules/typescript/bin/tsc')
  const strict = ['--noEmit', '--strict', '--target', 'es2022', '--module', 'node16', '--types', 'node']
  const roots = ['--typeRoots', join(root, 'node_modules/@types')]
  const compile = () =>
    execFileSync(process.execPath, [tsc, ...strict, ...roots, 'typed/index.ts'], {
      cwd: folder,
      encoding: 'utf8',
    })
  expect(compile()).toBe('')
})

/** Asks again until the function has been loaded anew. */
async function eventually(ask: () => Promise<unknown>, version: number): Promise<unknown> {
  for (;;) {
    const answer = await ask()
    if (Object(answer).version === version) return answer
    await new Promise((wait) => setTimeout(wait, 50))
  }
}
