import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Readable } from 'node:stream'

const root = resolve(__dirname, '../..')

export type Child = ChildProcessByStdio<null, Readable, Readable>
const children: Child[] = []

/** The data folder of all that a test file starts. Deleted after its tests. */
export const data = mkdtempSync(join(tmpdir(), 'cloud-'))

/** Starts `npx cloudbase-local` from its sources. It is one process, so a kill leaves nothing running. */
export function start(...options: string[]): Child {
  const main = ['--conditions=source', '--import', 'tsx', './src/main.ts']
  const folders = ['--functions', 'test/functions', '--cloudbase', 'test/cloudbase']
  const given = [...folders, '--people', 'test/people.json', '--data', data]
  const child = spawn(process.execPath, [...main, ...given, '--port', '0', ...options], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  return child
}

/** Gives the address once the process serves it. */
export function address(child: Child): Promise<string> {
  return new Promise((found, failed) => {
    let text = ''
    child.stdout.on('data', (chunk) => {
      const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec((text += String(chunk))) ?? []
      if (url) found(url)
    })
    child.on('exit', () => failed(new Error(`It stopped: ${text}`)))
  })
}

/** Waits for the process to end. Gives its exit code and its error output. */
export async function end(child: Child): Promise<{ code: unknown; complaint: string }> {
  let complaint = ''
  child.stderr.on('data', (chunk) => (complaint += String(chunk)))
  const [code] = await once(child, 'close')
  return { code, complaint }
}

afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(data, { recursive: true, force: true })
})
