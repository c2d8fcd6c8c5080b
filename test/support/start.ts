import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export interface Running {
  url: string
  /** What was printed so far. */
  lines: string[]
  /** Ends it as Ctrl-C does, and gives the exit code. */
  stop(): Promise<number | null>
}

/**
 * Starts what `npm start` starts in a project, this one or a copy of it, on a free port, with the notes in `data` and these
 * options besides. Raises with its output if it ends early.
 */
export async function start(
  data: string,
  project = join(__dirname, '../..'),
  ...options: string[]
): Promise<Running> {
  const main = ['--conditions=source', '--import', 'tsx', './tools/start.ts']
  const child = spawn(process.execPath, [...main, '--port', '0', '--data', data, ...options], {
    cwd: project,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exited = once(child, 'exit')
  const lines: string[] = []
  const url = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      createInterface(stream).on('line', (line) => {
        lines.push(line)
        const address = /^\s*(http:\/\/127\.0\.0\.1:\d+)$/.exec(line)?.[1]
        if (address) resolve(address)
      })
    void exited.then(() => reject(new Error(`It ended before it was up:\n${lines.join('\n')}`)))
  })
  const stop = async () => {
    child.kill('SIGINT')
    await exited
    return child.exitCode
  }
  return { url, lines, stop }
}
