import type { Client } from './client'
import type { Declared } from './declared'
import type { ExitCode } from './deploy'
import { findEnvironment } from './environment'

/** What phones know of their environment. */
export interface AppConfig {
  env: string
  sharing: { appid: string; env: string } | null
}

/** What is examined. Each function raises an error that says what to do. */
export interface Patient {
  appid: () => string
  declared: () => Declared
  config: AppConfig
  /** As --env has it. */
  env: string | undefined
  region: () => string
  /** Undefined when no credentials are given. */
  client: () => Client | undefined
  print: (line: string) => void
}

/** Says what a newcomer gets wrong, and changes nothing. Every check is made, whatever the others find. */
export async function examine(patient: Patient): Promise<ExitCode> {
  const { print } = patient
  let well = true
  for (const [name, check] of Object.entries(checks)) {
    try {
      print(`ok     ${name}: ${await check(patient)}`)
    } catch (error) {
      well = false
      print(`MEND   ${name}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return well ? 0 : 2
}

/** Each gives what it found to be right, and raises an error that says what to do. */
const checks: Record<string, (patient: Patient) => string | Promise<string>> = {
  AppID: ({ appid }) => appid(),
  'built functions and their settings': ({ declared }) => {
    const { functions, storage } = declared()
    const files = storage
      ? 'rules of files are declared'
      : 'no rules of files are declared, so the console decides (in a new environment everybody reads them)'
    return `${functions.length} functions are built, each with a runtime that is offered; ${files}`
  },
  'environment id': environmentId,
  environment: environment,
}

function environmentId({ config, env }: Patient): string {
  if (config.sharing)
    throw new Error(
      `miniprogram/config.ts keeps the notes in ${config.sharing.env}, the environment of ${config.sharing.appid}: ` +
        'deploy from the project of that mini program.',
    )
  if (!env && !config.env)
    throw new Error('there is none: put it into miniprogram/config.ts, and name it with --env.')
  if (!config.env)
    throw new Error(
      `miniprogram/config.ts has none, so phones use the environment that was created first: put ${env} there.`,
    )
  if (env && env !== config.env)
    throw new Error(
      `--env is ${env}, but phones use ${config.env}: make miniprogram/config.ts and --env the same.`,
    )
  return config.env
}

async function environment({ config, env, region, client }: Patient): Promise<string> {
  const opened = client()
  const id = env ?? config.env
  if (!opened) return 'not looked up, for no credentials are given'
  if (!id) throw new Error('not looked up, for there is no environment id.')
  await findEnvironment(opened, id, region())
  return `${id} is there, in ${region()}`
}
