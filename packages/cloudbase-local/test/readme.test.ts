import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defaultStorageRules, loadEnvironment, loadPeople } from '../src'
import { Bucket } from '../src/files/bucket'
import { Files } from '../src/files/files'
import { aggregationActions } from '../src/protocol/aggregation'
import { databaseActions } from '../src/protocol/database'
import { Openapi } from '../src/openapi/openapi'
import { functionActions } from '../src/protocol/functions'
import { openapiActions } from '../src/protocol/openapi'
import { storageActions } from '../src/protocol/storage'
import { stageNames } from '../src/store/pipeline'
import { closeStores, temporaryStore } from './support/store'

afterAll(closeStores)

const root = join(__dirname, '..')
const command = ['--conditions=source', '--import', 'tsx', join(root, 'src/main.ts')]
const help = execFileSync(process.execPath, [...command, '--help'], { encoding: 'utf8' })

const sorted = (found: Iterable<RegExpMatchArray>) => [...found].map(([, one]) => one).sort()

describe.each([
  ['README.md', 'Aggregation stages: '],
  ['README.zh-CN.md', '聚合阶段：'],
])('%s names what there is, and nothing else:', (file, stagesBegin) => {
  const readme = readFileSync(join(root, file), 'utf8')

  test('the options of --help', () => {
    const documented = sorted(readme.matchAll(/^\| `(--\w+ [A-Z]+)` /gm))
    expect(documented).toEqual(sorted(help.matchAll(/^ {2}(--\w+ [A-Z]+) /gm)))
  })

  test('the stages of an aggregation', () => {
    const [, list = ''] = readme.split(stagesBegin)
    const [sentence = ''] = list.split(/\.\s|。/)
    expect(sorted(sentence.matchAll(/`(\w+)`/g))).toEqual(stageNames.map((name) => name.slice(1)).sort())
  })

  test('the actions of the protocol', () => {
    const store = temporaryStore({})
    const actions = {
      ...databaseActions(store),
      ...aggregationActions(store),
      ...storageActions(new Files(new Bucket(tmpdir()), defaultStorageRules, () => '')),
      ...functionActions(() => Promise.resolve()),
      ...openapiActions(new Openapi({}), () => []),
    }
    expect(sorted(readme.matchAll(/\| `(\w+\.\w+)` +\|$/gm))).toEqual(Object.keys(actions).sort())
  })

  test('files that can be loaded as they stand', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'readme-'))
    const examples = [...readme.matchAll(/^```json\n(.*?)^```/gms)].map(([, text = '']) => text)
    const answers = 'openapi/subscribeMessage.send.json'
    const files = ['people.json', 'collections.json', 'functions.json', 'storage.json', answers]
    expect(examples).toHaveLength(files.length)
    mkdirSync(join(folder, 'openapi'))
    files.forEach((name, index) => writeFileSync(join(folder, name), examples[index] ?? ''))
    const [, code = ''] = /^```ts\n(.*?)^```/ms.exec(readme) ?? []
    writeFileSync(join(folder, 'openapi/security.msgSecCheck.ts'), code)
    expect(loadPeople(join(folder, 'people.json'))).toHaveProperty('timer.source', 'wx_trigger')
    expect(loadEnvironment(folder).collections).toHaveProperty('todos.owned', true)
    expect(loadEnvironment(folder).storageRules).toHaveProperty('owned', ['receipts/'])
    const { openapi } = loadEnvironment(folder)
    const input = { version: 2, scene: 1, openid: 'o' } as const
    expect(
      await openapi['security.msgSecCheck']?.({ ...input, content: 'gambling' }, { function: 'f' }),
    ).toEqual({
      result: { suggest: 'risky', label: 20006 },
    })
    expect(
      await openapi['subscribeMessage.send']?.(
        { touser: 'o', template_id: 't', data: {} },
        { function: 'f' },
      ),
    ).toEqual({ msgid: 1 })
    rmSync(folder, { recursive: true })
  })
})
