import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Collections } from '../../src'
import { Store } from '../../src/store/store'

const openStores: { store: Store; folder: string }[] = []

/** Opens a store on a new temporary folder. Call `closeStores` after the tests. */
export function temporaryStore(collections: Collections): Store {
  const folder = mkdtempSync(join(tmpdir(), 'store-'))
  const store = Store.open(folder, collections)
  openStores.push({ store, folder })
  return store
}

/** Closes all stores that `temporaryStore` has opened, and deletes their folders. */
export async function closeStores(): Promise<void> {
  for (const { store, folder } of openStores.splice(0)) {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
