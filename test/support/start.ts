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

const thisProject = join(__dirname, '../..')

/**
 * Starts what `npm start` starts in a project, this one or a copy of it, on a free port, with the notes in `data` and these
 * options besides.
 */
export const start = (data: string, project = thisProject, ...options: string[]): Promise<Running> =>
  launch(project, './tools/start.ts', '--port', '0', '--data', data, ...options)

/**
 * Starts a command of a project and waits until it prints the address of its page. Raises with its output if it ends
 * early.
 */
export async function launch(project: string, ...command: string[]): Promise<Running> {
  const child = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', ...command], {
    cwd: project,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exited = once(child, 'exit')
  const lines: string[] = []
  const url = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      createInterface(stream).on('line', (line) => {
        lines.push(line)
        const address = /^\s*(http:\/\/127\.0\.0\.1:\d+(\/\w+)?)$/.exec(line)?.[1]
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
