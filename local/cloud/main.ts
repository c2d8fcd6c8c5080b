import { parseArgs } from 'node:util'
import { resolve } from 'node:path'
import { listen } from '../http'
import { loadEnvironment, loadPeople, openCloud, printViolations, watchmanMode } from './index'

const help = `CloudBase on this machine, for cloud functions that use wx-server-sdk.

  npm run cloud -- [--functions DIR] [--data DIR] [--port N] [--people FILE] [--cloudbase DIR]
                   [--watchman refuse|report]

  --functions DIR   one folder per function, each with an index.js   (dist/cloudfunctions)
  --data DIR        where documents are kept                         (.local/data)
  --port N          on 127.0.0.1                                     (8360)
  --people FILE     who can call                                     (local/people.json)
  --cloudbase DIR   collections.json and functions.json              (cloudbase)
  --watchman MODE   what happens to a request that reaches past the  (refuse)
                    caller's own documents: refuse, or only report

  curl -X POST -H 'x-local-person: alice' -d '{"action":"list","input":{}}' http://127.0.0.1:8360/call/notes
`

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      functions: { type: 'string', default: 'dist/cloudfunctions' },
      data: { type: 'string', default: '.local/data' },
      port: { type: 'string', default: '8360' },
      people: { type: 'string', default: 'local/people.json' },
      cloudbase: { type: 'string', default: 'cloudbase' },
      watchman: { type: 'string', default: 'refuse' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return void process.stdout.write(help)
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new Error(`--port must be a number from 0 to 65535, not ${values.port}.`)

  const people = loadPeople(values.people)
  const cloud = openCloud({
    functions: values.functions,
    data: values.data,
    people,
    ...loadEnvironment(values.cloudbase),
    watchman: watchmanMode(values.watchman),
    log: ({ function: name, stream, text }) =>
      process[stream === 'out' ? 'stdout' : 'stderr'].write(text.replace(/^(?=.)/gm, `${name}: `)),
  })
  void cloud.warm()
  printViolations(cloud.trace)
  const server = await listen([cloud.handler], { port }).catch(async (error: unknown) => {
    await cloud.close()
    throw error
  })
  cloud.attach(server.url)
  console.log(`Functions of ${resolve(values.functions)} are served at ${server.url}/call/NAME`)
  console.log(`Documents are kept in ${resolve(values.data)}`)
  console.log(`People: ${Object.keys(people).join(', ')} (header x-local-person). Stop with Ctrl-C.`)

  const stop = () => void cloud.close().then(() => server.close())
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
