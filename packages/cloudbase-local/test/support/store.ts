import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Collections } from '../../src'
import { Store } from '../../src/store/store'

const opened: { store: Store; folder: string }[] = []

/** A store on a folder of its own. `closeStores` closes and deletes all of them. */
export function temporaryStore(collections: Collections): Store {
  const folder = mkdtempSync(join(tmpdir(), 'store-'))
  const store = Store.open(folder, collections)
  opened.push({ store, folder })
  return store
}

export async function closeStores(): Promise<void> {
  for (const { store, folder } of opened.splice(0)) {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
