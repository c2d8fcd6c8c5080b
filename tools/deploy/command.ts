import path from 'node:path'
import { readAppid } from './appid'
import { openClient, type Client } from './client'
import { hasCredentials, hideSecrets, readCredentials, type Credentials } from './credentials'
import { readDeclared } from './declared'
import { deploy, type ExitCode } from './deploy'
import { examine, type AppConfig } from './doctor'
import { readLocalValues } from './local-values'
import { help, parseOptions, type Options } from './options'

/** What the command needs of the machine it runs on. */
export interface Machine {
  /** The folder of the project. */
  project: string
  /** The environment variables of the command. */
  variables: Readonly<Record<string, string | undefined>>
  /** miniprogram/config.ts. */
  config: AppConfig
  build: () => Promise<unknown>
  print: (line: string) => void
  /** Prints what failed. */
  complain: (line: string) => void
  /** Gives what somebody answers; undefined when nobody sits at the terminal. */
  ask: ((question: string) => Promise<string>) | undefined
  pause?: (ms: number) => Promise<void>
}

/** Runs `npm run deploy` with these arguments and gives its exit code. Prints everything, errors too, and no credentials. */
export async function command(args: string[], machine: Machine): Promise<ExitCode | 1> {
  let credentials: Credentials | undefined
  const hidden = (line: string) => (credentials ? hideSecrets(line, credentials) : line)
  const print = (line: string) => machine.print(hidden(line))
  try {
    const options = parseOptions(args)
    const { project, variables } = machine
    if (options.help) {
      print(help)
      return 0
    }
    return await run(options, { ...machine, print }, (region) => {
      credentials = readCredentials(variables, { file: options.credentialsFile, project })
      return openClient({
        credentials,
        region,
        endpoint: options.endpoint,
        pause: machine.pause,
        onRetry: ({ action, code }, pauseMs) => print(`${action}: ${code}, again in ${pauseMs} ms …`),
      })
    })
  } catch (error) {
    machine.complain(hidden(error instanceof Error ? error.message : String(error)))
    return 1
  }
}

async function run(options: Options, machine: Machine, open: (region: string) => Client): Promise<ExitCode> {
  const { project, variables, config, print } = machine
  const { env = options.doctor ? config.env : '', only, dryRun, credentialsFile } = options
  if (!env && !options.doctor)
    throw new Error('Name the environment: npm run deploy -- --env ENV_ID. --help says more.')
  const sources = {
    cloudbase: path.join(project, 'cloudbase'),
    functions: path.join(project, 'dist/cloudfunctions'),
  }
  const local = () => readLocalValues(path.join(sources.cloudbase, 'env.local.json'), env)
  const appid = () => readAppid(path.join(project, 'project.config.json'), local())
  const declared = () => readDeclared(sources, local())
  const region = () => options.region ?? local().region ?? 'ap-shanghai'

  if (options.doctor) {
    const client = () => (hasCredentials(variables, credentialsFile) ? open(region()) : undefined)
    return examine({ appid, declared, config, env: options.env, region, client, print })
  }
  const target = { id: env, region: region(), appid: appid(), only }
  const client = open(target.region)
  print('Building …')
  await machine.build()
  return deploy({
    client,
    declared: declared(),
    target,
    dryRun,
    confirm: confirmation(options, machine),
    print,
  })
}

function confirmation({ yes }: Options, { ask, print }: Machine) {
  return async (question: string): Promise<boolean> => {
    if (yes) return true
    if (ask) return /^y(es)?$/i.test((await ask(`${question} [y/N] `)).trim())
    print('Nobody is there to agree: run this with --yes, or in a terminal.')
    return false
  }
}
