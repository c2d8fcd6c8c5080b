import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/**
 * Takes a folder for this process and gives back how to let it go. Raises an error that names folder and process when
 * another one, or this one, has it. What a killed process left behind does not count.
 */
export function lockFolder(folder: string): () => void {
  const file = join(folder, 'cloud.lock')
  const own = `${process.pid} ${startOf(process.pid) ?? ''}`
  for (;;) {
    try {
      writeFileSync(file, own, { flag: 'wx' })
      return () => rmSync(file, { force: true })
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
    const [pid = '', start] = readFileSync(file, 'utf8').split(' ')
    if (startOf(Number(pid)) === start)
      throw new Error(
        `The data folder ${resolve(folder)} is in use by process ${pid}. Stop that one first, or name another folder with --data.`,
      )
    rmSync(file, { force: true })
  }
}

/**
 * When a process began, or undefined if it does not run. A process id alone would not do: after a kill, the same number
 * may belong to something else. Empty where the system does not tell (it does on Linux).
 */
function startOf(pid: number): string | undefined {
  try {
    process.kill(pid, 0)
  } catch (error) {
    // EPERM: it runs, but belongs to somebody else.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return undefined
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name, in parentheses, may hold blanks; the start time is the 20th field after it.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return ''
  }
}
