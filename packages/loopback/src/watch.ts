import { watch } from 'chokidar'

/** Editors and builds write in bursts: a change counts when nothing has followed it for this many milliseconds. */
const quietMs = 40

/**
 * Calls back after changes anywhere in a folder: also when a file is replaced by another of the same name, as editors,
 * builds and git do, which Node's own recursive watch misses on Linux from the second time on. Gives back how to stop.
 */
export function watchFolder(dir: string, changed: () => void): () => void {
  let timer: NodeJS.Timeout | undefined
  const watcher = watch(dir, { ignoreInitial: true }).on('all', () => {
    clearTimeout(timer)
    timer = setTimeout(changed, quietMs)
  })
  return () => {
    clearTimeout(timer)
    void watcher.close()
  }
}
