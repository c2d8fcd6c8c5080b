import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

interface Called {
  result?: { ok?: boolean; data?: Record<string, unknown> } & Record<string, unknown>
}

export interface Served {
  /** Calls a function as Bob, or as that person, over HTTP, as a phone of the preview does. */
  call(name: string, event: unknown, person?: string): Promise<Called>
  /** Memory of the serving process in MB, its function processes not counted. */
  memory(): number
  stop(): Promise<void>
}

/** `npm run cloud` on a data folder and a free port; what functions log is not shown where it is `quiet`. */
export async function serve(
  data: string,
  { quiet = false, options = [] }: { quiet?: boolean; options?: string[] } = {},
): Promise<Served> {
  const main = join(__dirname, '../../tools/cloud.ts')
  const child = spawn(
    process.execPath,
    ['--conditions=source', '--import', 'tsx', main, '--data', data, '--port', '0', ...options],
    {
      stdio: ['ignore', 'pipe', quiet ? 'ignore' : 'inherit'],
    },
  )
  const exited = once(child, 'exit')
  const url = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      const address = /(http:\/\/127\.0\.0\.1:\d+)/.exec(line)?.[1]
      if (address) resolve(address)
    })
    void exited.then(() => reject(new Error('The local cloud did not start.')))
  })
  return {
    async call(name, event, person = 'bob') {
      const body = JSON.stringify(event)
      const answer = await fetch(`${url}/call/${name}`, {
        method: 'POST',
        headers: { 'x-local-person': person },
        body,
      })
      return (await answer.json()) as Called
    },
    memory: () => Math.round(Number(execFileSync('ps', ['-o', 'rss=', '-p', String(child.pid)])) / 1024),
    async stop() {
      child.kill('SIGINT')
      await exited
    },
  }
}
