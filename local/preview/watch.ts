import { watch } from 'node:fs'

/** Editors and builds write in bursts: a change counts when nothing has followed it for this many milliseconds. */
const quiet = 40

/** Calls back after changes anywhere in a folder. Gives back how to stop. */
export function watchFolder(dir: string, changed: () => void): () => void {
  let timer: NodeJS.Timeout | undefined
  const watcher = watch(dir, { recursive: true }, () => {
    clearTimeout(timer)
    timer = setTimeout(changed, quiet)
  })
  return () => {
    clearTimeout(timer)
    watcher.close()
  }
}
