import path from 'node:path'
import { parseArgs } from 'node:util'
import {
  loadEnvironment,
  loadPeople,
  loadVariables,
  openCloud,
  printOutput,
  printViolations,
  watchmanMode,
} from 'cloudbase-local'
import { listen, portNumber } from 'loopback-guard'
import { watchFolder } from 'loopback-guard/watch'
import { describe, openPreview } from 'miniprogram-preview'
import { build, folders } from './build'
import { askedFirst, openStage } from './stage'
import { addSamples, machineLanguage } from './stage/samples'

const root = path.resolve(__dirname, '..')

const help = `npm start

Builds the app, and runs it on this machine: the cloud functions on a local CloudBase, the mini program on two phones in
one web page. A change to a source file rebuilds and reloads. Stop with Ctrl-C; the notes are kept for the next start.

  npm start -- [--sample] [--port N] [--data DIR] [--watchman refuse|report]

  --sample     adds a few sample notes of Alice, Bob and Carol, in the language of this machine
  --port N     on 127.0.0.1, or the next free port after it   (8350)
  --data DIR   where the notes are kept                       (.local/data)
  --watchman M what happens to a request that reaches past the caller's own documents: refuse, or only report
               (refuse, and report while the owner filter is removed on the page)`

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '8350' },
      data: { type: 'string', default: path.join(root, '.local/data') },
      watchman: { type: 'string' },
      sample: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) return console.log(help)
  const port = portNumber(values.port)
  const watchman = values.watchman === undefined ? undefined : watchmanMode(values.watchman)

  console.log('Building the mini program and the cloud functions …')
  await build()
  const cloud = openCloud({
    functions: folders.cloudfunctions,
    data: values.data,
    people: loadPeople(path.join(root, 'tools/people.json')),
    ...loadEnvironment(path.join(root, 'cloudbase')),
    variables: loadVariables(path.join(root, 'tools/local.env')),
    watchman: watchman ?? 'refuse',
    log: printOutput,
  })
  void cloud.warm(askedFirst)
  printViolations(cloud.trace)
  const preview = await openPreview({ app: folders.miniprogram })
  const stage = openStage({ cloud, watchman, reloadPhones: () => preview.reload() })
  const server = await listen([cloud.handler, stage.handler, preview.handler], { port, orNext: true })
  cloud.attach(server.url)
  if (values.sample) await addSamples(cloud, machineLanguage())
  preview.onBuild((problems) => problems.forEach((problem) => console.error(describe(problem))))
  preview.problems().forEach((problem) => console.error(describe(problem)))
  const stopWatching = rebuildOnChange(() => stage.functionsChanged())

  console.log(`\n  ${server.url}\n`)
  console.log(`Two phones, two people, one cloud. The notes are kept in ${path.relative('', values.data)}/.`)
  console.log(
    'Edit any file of miniprogram/, cloudfunctions/ or shared/ and watch it change. Stop with Ctrl-C.',
  )

  const stop = async () => {
    stopWatching.forEach((stopOne) => stopOne())
    preview.close()
    stage.close()
    await cloud.close()
    await server.close()
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop())
}

/**
 * Builds again after every change of the sources, and calls `functionsChanged` when that has changed a cloud function.
 * The preview watches the built mini program itself. Gives functions that stop this.
 */
function rebuildOnChange(functionsChanged: () => Promise<void>) {
  let building = Promise.resolve()
  const rebuild = async () => {
    const startMs = performance.now()
    try {
      const { miniprogram, cloudfunctions } = await build()
      if (cloudfunctions.length > 0) await functionsChanged()
      const changed = miniprogram.length + cloudfunctions.length
      if (changed > 0) console.log(`Rebuilt in ${Math.round(performance.now() - startMs)} ms`)
    } catch (error) {
      console.error(
        `Not built; the last good build stays.\n${error instanceof Error ? error.message : String(error)}`,
      )
    }
  }
  const changed = () => void (building = building.then(rebuild))
  return Object.values(folders.sources).map((folder) => watchFolder(folder, changed))
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
