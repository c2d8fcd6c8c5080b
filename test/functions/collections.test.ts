import collections from '../../cloudbase/collections.json'
import { registrations } from '../../cloudfunctions/account/registrations'
import { exportPages } from '../../shared/export-pages'

/** Where an owned collection must stand, and why. */
const places: [file: string, names: string[], why: string][] = [
  [
    'cloudbase/collections.json',
    Object.entries(collections).flatMap(([name, { owned }]) => (owned ? [name] : [])),
    'as "owned": true, so that a late UNIONID is stamped on its documents and the local cloud watches it',
  ],
  ['shared/export-pages.ts', Object.keys(exportPages), 'so that an export may hold it'],
  [
    'cloudfunctions/account/registrations.ts',
    Object.keys(registrations),
    'so that it is exported, counted and erased',
  ],
]
const all = [...new Set(places.flatMap(([, names]) => names))]

test.each(places)('%s names every owned collection', (file, names, why) => {
  const missing = all.filter((name) => !names.includes(name))
  expect(missing.map((name) => `Add ${name} to ${file}, ${why}.`)).toEqual([])
})
