import { existsSync } from 'node:fs'
import { join } from 'node:path'
import collections from '../../cloudbase/collections.json'
import functions from '../../cloudbase/functions.json'
import { registrations } from '../../cloudfunctions/account/registrations'
import { contracts } from '../../shared/contracts'
import { exportPages } from '../../shared/export-pages'
import { samples } from '../collections'

/** The functions that are not there for a collection of their own. */
const withoutCollection = ['account', 'cloudbase_auth', 'getUserInfo', 'purge', 'test']

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
  [
    'shared/contracts.ts',
    Object.keys(contracts).filter((name) => name !== 'account'),
    'so that pages can call it and the isolation matrix has its rows',
  ],
  [
    'cloudbase/functions.json',
    Object.keys(functions).filter((name) => !withoutCollection.includes(name)),
    'so that its function has a timeout and can be deployed',
  ],
  [
    'test/collections/index.ts',
    Object.keys(samples).filter((name) => name !== 'account'),
    'so that the isolation matrix knows what to call it with',
  ],
]
const all = [...new Set(places.flatMap(([, names]) => names))]

test.each(places)('%s names every owned collection', (file, names, why) => {
  const missing = all.filter((name) => !names.includes(name))
  expect(missing.map((name) => `Add ${name} to ${file}, ${why} (docs/add-a-collection.md).`)).toEqual([])
})

test.each(all)('%s has the files of a function, a service on the phone, and a test', (name) => {
  const files = [
    `cloudfunctions/${name}/index.ts`,
    `cloudfunctions/${name}/package.json`,
    `cloudfunctions/${name}/config.json`,
    `miniprogram/services/${name}.ts`,
    `test/functions/${name}.test.ts`,
  ]
  const missing = files.filter((file) => !existsSync(join(__dirname, '../..', file)))
  expect(missing.map((file) => `Write ${file} (docs/add-a-collection.md).`)).toEqual([])
})
