import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** The content of files that are to be written, by their path inside the output folder. */
export type Files = ReadonlyMap<string, string | Uint8Array>

/**
 * Makes the folder contain exactly these files, and gives the paths that it changed or removed. It does not touch a
 * file that is already right, so that a watcher of the folder sees only real changes.
 */
export async function writeFiles(folder: string, files: Files): Promise<string[]> {
  await mkdir(folder, { recursive: true })
  const changed: string[] = []
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const name = path.relative(folder, path.join(entry.parentPath, entry.name))
    if (entry.isDirectory() || files.has(name)) continue
    await rm(path.join(folder, name))
    changed.push(name)
  }
  for (const [name, content] of files) {
    const file = path.join(folder, name)
    const before = await readFile(file).catch(() => undefined)
    if (before?.equals(Buffer.from(content))) continue
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, content)
    changed.push(name)
  }
  return changed
}
