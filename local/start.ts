import path from 'node:path'
import { parseArgs } from 'node:util'
import { build, folders } from './build'
import {
  loadEnvironment,
  loadPeople,
  openCloud,
  printViolations,
  watchmanMode,
  type LocalCloud,
} from './cloud'
import { listen } from './http'
import { describe, openPreview } from './preview'
import { watchFolder } from './preview/watch'

const root = path.resolve(__dirname, '..')

const help = `npm start

Builds the app, and runs it on this machine: the cloud functions on a local CloudBase, the mini program on two phones in
one web page. A change to a source file rebuilds and reloads. Stop with Ctrl-C; the notes are kept for the next start.

  npm start -- [--port N] [--data DIR] [--watchman refuse|report]

  --port N     on 127.0.0.1, or the next free port after it   (8350)
  --data DIR   where the notes are kept                       (.local/data)
  --watchman M what happens to a request that reaches past the
               caller's own documents: refuse, or only report   (refuse)`

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '8350' },
      data: { type: 'string', default: path.join(root, '.local/data') },
      watchman: { type: 'string', default: 'refuse' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) return console.log(help)
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new Error(`--port must be a number from 0 to 65535, not ${values.port}.`)

  const watchman = watchmanMode(values.watchman)

  console.log('Building the mini program and the cloud functions …')
  await build()
  const cloud = openCloud({
    functions: folders.cloudfunctions,
    data: values.data,
    people: loadPeople(path.join(root, 'local/people.json')),
    ...loadEnvironment(path.join(root, 'cloudbase')),
    watchman,
    log: ({ function: name, stream, text }) =>
      process[stream === 'out' ? 'stdout' : 'stderr'].write(text.replace(/^(?=.)/gm, `${name}: `)),
  })
  void cloud.warm()
  printViolations(cloud.trace)
  const preview = await openPreview({ app: folders.miniprogram })
  const server = await listen([cloud.handler, preview.handler], { port, orNext: true })
  cloud.attach(server.url)
  preview.onBuild((problems) => problems.forEach((problem) => console.error(describe(problem))))
  preview.problems().forEach((problem) => console.error(describe(problem)))
  const stopWatching = rebuildOnChange(cloud)

  console.log(`\n  ${server.url}\n`)
  console.log(`Two phones, two people, one cloud. The notes are kept in ${path.relative('', values.data)}/.`)
  console.log(
    'Edit any file of miniprogram/, cloudfunctions/ or shared/ and watch it change. Stop with Ctrl-C.',
  )

  const stop = async () => {
    stopWatching.forEach((stopOne) => stopOne())
    preview.close()
    await cloud.close()
    await server.close()
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop())
}

/** Builds anew after a change of the sources; the preview sees the new files by itself, the functions are told. */
function rebuildOnChange(cloud: LocalCloud) {
  let building = Promise.resolve()
  const rebuild = async () => {
    const started = performance.now()
    try {
      const { miniprogram, cloudfunctions } = await build()
      if (cloudfunctions.length > 0) cloud.reload()
      const changed = miniprogram.length + cloudfunctions.length
      if (changed > 0) console.log(`Rebuilt in ${Math.round(performance.now() - started)} ms`)
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
