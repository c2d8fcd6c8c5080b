import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Browser } from 'playwright-core'
import { launchBrowser } from './browser'

interface RunningPreview {
  url: string
  /** The lines that the preview has printed so far. */
  lines: string[]
  stop(): Promise<void>
}

/**
 * Starts `npx miniprogram-preview` from its sources on a free port. Raises an error with its output if it ends early.
 */
async function startPreview(app: string): Promise<RunningPreview> {
  const main = join(__dirname, '../../src/main.ts')
  const args = ['--conditions=source', '--import', 'tsx', main, '--app', app, '--port', '0']
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const exited = once(child, 'exit')
  const stop = async (): Promise<void> => {
    child.kill()
    await exited
  }
  const lines: string[] = []
  const url = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      createInterface(stream).on('line', (line) => {
        lines.push(line)
        const address = / is at (http:\S+)/.exec(line)?.[1]
        if (address) resolve(address)
      })
    void exited.then(() => reject(new Error(`The preview did not start:\n${lines.join('\n')}`)))
  })
  return { url, lines, stop }
}

export interface Previewed {
  readonly url: string
  /** The lines that the preview has printed so far. */
  readonly lines: string[]
  readonly browser: Browser
}

/** Starts `npx miniprogram-preview` for a mini program, and a browser, for all tests of a file. */
export function previewOf(app: string): Previewed {
  let preview: RunningPreview
  let browser: Browser
  beforeAll(async () => {
    preview = await startPreview(app)
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser.close()
    await preview.stop()
  })
  return {
    get url() {
      return preview.url
    },
    get lines() {
      return preview.lines
    },
    get browser() {
      return browser
    },
  }
}
