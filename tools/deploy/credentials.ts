import { readFileSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { parseEnv } from 'node:util'

/** What signs requests to Tencent Cloud. Nothing may print it: what is printed goes through `hideSecrets`. */
export interface Credentials {
  secretId: string
  secretKey: string
  /** Of temporary credentials only. */
  token?: string
}

type Variables = Readonly<Record<string, string | undefined>>

/**
 * Takes credentials from a file of `NAME=value` lines, if one is named, else from the environment. Raises an error that
 * names what is missing, never what is there; and one when the file lies inside the project, where it could be committed.
 */
export function readCredentials(
  variables: Variables,
  { file, project }: { file: string | undefined; project: string },
): Credentials {
  const source = file === undefined ? 'the environment' : file
  const given = file === undefined ? variables : readFile(file, project)
  const secretId = required(given, 'TENCENTCLOUD_SECRET_ID', source)
  const secretKey = required(given, 'TENCENTCLOUD_SECRET_KEY', source)
  const token = given['TENCENTCLOUD_SESSION_TOKEN']
  return { secretId, secretKey, ...(token ? { token: wellFormed(token, 'TENCENTCLOUD_SESSION_TOKEN') } : {}) }
}

/** Whether the environment or a named file is meant to give credentials at all. */
export function hasCredentials(variables: Variables, file: string | undefined): boolean {
  return file !== undefined || !!variables['TENCENTCLOUD_SECRET_ID'] || !!variables['TENCENTCLOUD_SECRET_KEY']
}

/** Replaces credentials wherever they stand in a text, as a server's error message may repeat them. */
export function hideSecrets(text: string, { secretId, secretKey, token }: Credentials): string {
  return [secretId, secretKey, token]
    .filter((secret) => secret !== undefined)
    .reduce((hidden, secret) => hidden.replaceAll(secret, '***'), text)
}

function readFile(file: string, project: string): Variables {
  let real: string
  try {
    real = realpathSync(file)
  } catch (error) {
    throw new Error(`--credentials: there is no file ${file}.`, { cause: error })
  }
  const fromProject = path.relative(realpathSync(project), real)
  if (!fromProject.startsWith('..') && !path.isAbsolute(fromProject))
    throw new Error(`--credentials: move ${file} out of this project, so that it cannot be committed.`)
  return parseEnv(readFileSync(real, 'utf8'))
}

function required(given: Variables, name: string, source: string): string {
  const value = given[name]
  if (value) return wellFormed(value, name)
  throw new Error(
    `${name} is not in ${source}: create an API key at https://console.cloud.tencent.com/cam/capi and set it.`,
  )
}

function wellFormed(value: string, name: string): string {
  if (/^[\x21-\x7e]+$/.test(value)) return value
  throw new Error(`${name} holds a space, a line break or another character that no key has: copy it again.`)
}
