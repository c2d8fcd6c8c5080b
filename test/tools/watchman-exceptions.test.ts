import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describeViolation, type RequestRecord, type Violation } from 'cloudbase-local'

const root = resolve(__dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'exceptions-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const printed = (cloudbase: string) =>
  execFileSync(
    process.execPath,
    ['--conditions=source', '--import', 'tsx', 'tools/exceptions.ts', '--cloudbase', cloudbase],
    {
      cwd: root,
      encoding: 'utf8',
    },
  )

test('the list names each function, the collection, and the reason', () => {
  writeFileSync(join(folder, 'collections.json'), '{"notes":{"owned":true,"indexes":[]}}')
  writeFileSync(
    join(folder, 'functions.json'),
    '{"purge":{"timeout":3,"unowned":{"notes":"deletes what has been in the trash for 30 days"}}}',
  )
  expect(printed(folder)).toBe(
    'Owned collections: notes.\n' +
      "purge may reach anybody's notes: deletes what has been in the trash for 30 days\n",
  )
})

test("this app's own list names its owned collections", () => {
  expect(printed('cloudbase')).toMatch(/^Owned collections: .*\bnotes\b/)
})

describe('a violation on the terminal', () => {
  const request: RequestRecord = {
    at: 0,
    requestId: 'r',
    invocation: 'i',
    function: 'crimes',
    caller: 'bob',
    action: 'database.removeDocument',
    collection: 'notes',
    query: { _id: 'hers' },
    ms: 1,
  }
  const violation: Violation = {
    kind: 'unconfined',
    why: 'the query is not confined',
    owners: ['alice'],
    foreign: { hers: 'alice' },
    lines: ['cloudfunctions/crimes/remove.ts:12', 'cloudfunctions/crimes/index.ts:3'],
  }

  test('says which function did what to whose documents, and that it went through', () => {
    expect(describeViolation(request, violation)).toBe(
      [
        'Violation: crimes, called by bob, database.removeDocument notes: the query is not confined.',
        '  query: {"_id":"hers"}',
        '  at cloudfunctions/crimes/remove.ts:12',
        '  from cloudfunctions/crimes/index.ts:3',
        '  documents of: alice',
        '  let through, since the watchman only reports',
      ].join('\n'),
    )
  })

  test('or that it was refused', () => {
    const refused = { ...request, error: { code: 'DATABASE_PERMISSION_DENIED', message: '' } }
    expect(describeViolation(refused, violation)).toMatch(/refused, nothing was read or written$/)
  })
})
