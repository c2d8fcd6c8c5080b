import { parseArgs } from 'node:util'

export const areas = ['collections', 'rules', 'functions', 'triggers'] as const
/** A part of what an environment holds that can be deployed alone. */
export type Area = (typeof areas)[number]

/** Whether a run that is for `only` (undefined: for everything) is for one of some areas. */
export const isFor = (only: Area | undefined, ...some: Area[]): boolean =>
  only === undefined || some.includes(only)

export const help = `npm run deploy -- --env ENV_ID [options]

Makes a CloudBase environment match cloudbase/ and dist/cloudfunctions/: collections (created closed), rules (those of
files too), indexes, functions (code, runtime, memory, timeout, variables) and timers. It builds first, reads what is
there, prints the plan, asks, applies, and reads again. It never deletes anything.

  --env ENV_ID         the environment, as its console shows it
  --dry-run            print the plan and change nothing
  --yes                apply without asking
  --only AREA          collections (with their indexes), rules, functions or triggers
  --region REGION      where the environment is                     (ap-shanghai, or what env.local.json says)
  --credentials FILE   TENCENTCLOUD_...=value lines, in a file outside this project
  --endpoint URL       a server that answers in place of Tencent Cloud: https, or http on this machine
  --doctor             check what is easily forgotten, and change nothing

Credentials are TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRET_KEY and, for temporary ones, TENCENTCLOUD_SESSION_TOKEN, in the
environment of this command or in FILE. What differs from environment to environment stands in cloudbase/env.local.json;
cloudbase/env.local.example.json shows how. docs/deploy.md has the whole way.

Exit code 0: the environment is as declared (--doctor: nothing to mend). 1: something failed. 2: nothing failed, but
somebody has to do something: a difference that must be settled by hand, or steps that were only shown or not agreed to.`

export interface Options {
  env: string | undefined
  dryRun: boolean
  yes: boolean
  only: Area | undefined
  region: string | undefined
  credentialsFile: string | undefined
  endpoint: URL | undefined
  doctor: boolean
  help: boolean
}

/** Reads the command line. Raises an error that names the bad option and what it may be. */
export function parseOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      env: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      yes: { type: 'boolean', default: false },
      only: { type: 'string' },
      region: { type: 'string' },
      credentials: { type: 'string' },
      endpoint: { type: 'string' },
      doctor: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  return {
    env: environmentId(values.env),
    dryRun: values['dry-run'],
    yes: values.yes,
    only: area(values.only),
    region: regionName(values.region),
    credentialsFile: values.credentials,
    endpoint: endpointUrl(values.endpoint),
    doctor: values.doctor,
    help: values.help,
  }
}

function environmentId(text: string | undefined): string | undefined {
  if (text === undefined || /^[A-Za-z0-9][A-Za-z0-9-]*$/.test(text)) return text
  throw new Error(
    `--env must be an environment id as its console shows it, like notes-1a2b3c, not "${text}".`,
  )
}

function area(text: string | undefined): Area | undefined {
  const found = areas.find((one) => one === text)
  if (text !== undefined && !found) throw new Error(`--only must be ${areas.join(', ')}, not "${text}".`)
  return found
}

function regionName(text: string | undefined): string | undefined {
  if (text === undefined || /^[a-z]+(-[a-z0-9]+)+$/.test(text)) return text
  throw new Error(`--region must be the name of a region, like ap-shanghai, not "${text}".`)
}

/** Over http a session token could be read on the way: only this machine is reached so. */
function endpointUrl(text: string | undefined): URL | undefined {
  if (text === undefined) return undefined
  const url = URL.canParse(text) ? new URL(text) : undefined
  const safe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isThisMachine(url.hostname))
  if (!url || !safe || url.pathname !== '/' || url.search)
    throw new Error(
      `--endpoint must be https://HOST, or http://127.0.0.1:PORT for a server on this machine, not "${text}".`,
    )
  return url
}

const isThisMachine = (host: string): boolean => ['127.0.0.1', 'localhost'].includes(host)
