import { watch } from 'chokidar'

/** Editors and builds write several files at once, so wait for a pause of this length before reporting a change. */
const quietMs = 40

/**
 * Calls `changed` after any change in a folder or its subfolders. Gives a function that stops this. Editors, builds and
 * git often replace a file instead of writing to it. Node's own recursive watch on Linux does not notice the second
 * replacement of a file; chokidar does.
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
