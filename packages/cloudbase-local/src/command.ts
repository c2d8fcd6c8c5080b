import { existsSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { listen, portNumber } from 'loopback-guard'
import { watchFolder } from 'loopback-guard/watch'
import { loadEnvironment, loadVariables } from './environment'
import { openCloud } from './index'
import { defaultPeople, loadPeople } from './people'
import { printOutput, printViolations } from './terminal'
import { watchmanMode } from './watchman'

/** The value of each option that is not given; paths are relative to the working directory. */
export interface Defaults {
  /** The command as the user types it, for the help text: `npx cloudbase-local`. */
  command: string
  functions: string
  data: string
  port: string
  cloudbase: string
  people?: string
  variables?: string
}

const help = ({ command, functions, data, port, cloudbase, people, variables }: Defaults) => `\
CloudBase on this machine, for cloud functions that use wx-server-sdk. An edited function is loaded anew.

  ${command} [--functions DIR] [--data DIR] [--port N] [--cloudbase DIR] [--people FILE]
      [--variables FILE] [--watchman refuse|report]

  --functions DIR    one folder per function, each with an index.js   (${functions})
  --data DIR         where documents and files are kept               (${data})
  --port N           on 127.0.0.1                                     (${port})
  --cloudbase DIR    collections.json, functions.json, storage.json
                     and the answers in openapi/                      (${cloudbase})
  --people FILE      who can call                                     (${people ?? 'Alice, Bob and a timer'})
  --variables FILE   NAME=value lines that every function gets in its
                     environment                                      (${variables ?? 'none'})
  --watchman MODE    what happens to a request that reaches past the
                     caller's own documents: refuse, or only report   (refuse)

  curl -X POST -H 'x-local-person: alice' -d '{"action":"list","input":{}}' http://127.0.0.1:${port}/call/notes
`

/** Runs the command line until Ctrl-C. Raises an error that says what to do when an option or a file is wrong. */
export async function run(defaults: Defaults): Promise<void> {
  const {
    people: peopleFile = '',
    variables: variablesFile = '',
    functions,
    data,
    port,
    cloudbase,
  } = defaults
  const { values } = parseArgs({
    options: {
      functions: { type: 'string', default: functions },
      data: { type: 'string', default: data },
      port: { type: 'string', default: port },
      cloudbase: { type: 'string', default: cloudbase },
      people: { type: 'string', default: peopleFile },
      variables: { type: 'string', default: variablesFile },
      watchman: { type: 'string', default: 'refuse' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) return void process.stdout.write(help(defaults))
  const chosenPort = portNumber(values.port)
  const people = values.people ? loadPeople(values.people) : defaultPeople
  const cloud = openCloud({
    functions: values.functions,
    data: values.data,
    people,
    ...loadEnvironment(values.cloudbase),
    ...(values.variables && { variables: loadVariables(values.variables) }),
    watchman: watchmanMode(values.watchman),
    log: printOutput,
  })
  void cloud.warm()
  printViolations(cloud.trace)
  const server = await listen([cloud.handler], { port: chosenPort }).catch(async (error: unknown) => {
    await cloud.close()
    throw error
  })
  cloud.attach(server.url)
  const stopWatching = watchFolder(values.functions, () => {
    cloud.reload()
    console.log('The functions have changed: the next calls load them anew.')
  })
  console.log(`Functions of ${resolve(values.functions)} are served at ${server.url}/call/NAME`)
  console.log(`Documents are kept in ${resolve(values.data)}`)
  for (const line of undeclared(values.cloudbase)) console.log(line)
  console.log(`People: ${Object.keys(people).join(', ')} (header x-local-person).`)
  console.log(
    `An edit in ${relative('', values.functions) || '.'}/ is seen at the next call. Stop with Ctrl-C.`,
  )

  const stop = () => {
    stopWatching()
    void cloud.close().then(() => server.close())
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

/** Says what holds for a file of declarations that is not there: somebody may have named the wrong folder. */
function undeclared(folder: string): string[] {
  const consequences = {
    'collections.json':
      'no collection is declared or watched, and a function can make one with createCollection().',
    'functions.json': 'every function has 3 seconds and 256 MB.',
    'storage.json': 'everybody reads files, and the creator writes them.',
    openapi: 'a call of an interface of WeChat fails with its name.',
  }
  return Object.entries(consequences).flatMap(([name, consequence]) =>
    existsSync(join(folder, name)) ? [] : [`There is no ${join(folder, name)}: ${consequence}`],
  )
}
