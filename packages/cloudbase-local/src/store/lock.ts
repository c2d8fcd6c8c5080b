import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/**
 * Locks a folder for this process and gives a function that unlocks it. Raises an error that names the folder and the
 * process that has locked it already, which can be this one. A lock of a process that no longer runs is ignored.
 */
export function lockFolder(folder: string): () => void {
  const file = join(folder, 'cloud.lock')
  const mark = `${process.pid} ${startOf(process.pid) ?? ''}`
  for (;;) {
    try {
      writeFileSync(file, mark, { flag: 'wx' })
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

/** PF_EXITING of Linux. */
const exitingFlag = 0x4

/**
 * Gives the start time of a process, or undefined if it does not run, or is ending after a kill. The process id alone would not be enough: after a
 * crash another process may get the same id. Gives an empty text on systems that do not show the start time; Linux
 * does.
 */
function startOf(pid: number): string | undefined {
  try {
    process.kill(pid, 0)
  } catch (error) {
    // EPERM: the process runs, but it belongs to another user.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return undefined
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The process name, in parentheses, may contain spaces. The fields are those of proc(5) from the third on.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const [state = '', flags = 0, start = ''] = [fields[0], Number(fields[6]), fields[19]]
    return 'ZX'.includes(state) || flags & exitingFlag ? undefined : start
  } catch {
    return ''
  }
}
