import { cp, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { edited, editsOf } from '../../../test/recipe/recipe'

const root = path.resolve(__dirname, '../../..')

/** Adds the ledger to the product in a folder, as docs/add-a-collection.md says. */
export async function addLedger(folder: string): Promise<void> {
  await cp(path.join(root, 'test/recipe/ledger'), folder, { recursive: true })
  for (const edit of editsOf(path.join(root, 'docs/add-a-collection.md'))) {
    const file = path.join(folder, edit.file)
    await writeFile(file, edited(await readFile(file, 'utf8'), edit))
  }
}
