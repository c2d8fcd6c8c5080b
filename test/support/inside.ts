import { resolve } from 'node:path'
import type { CloudOptions, Person } from 'cloudbase-local'
import { startCloud, type TestCloud } from './cloud'

export interface Inside<Key extends string> {
  readonly cloud: TestCloud
  /** Makes this process, until the test ends, what a function's process is during a call by that person. */
  invokedBy(person: Key): Promise<void>
}

/**
 * Lets the TypeScript of the functions run inside a test, with the real SDK against a local cloud. A file can be tested
 * alone this way, and what a mutation test changes in it is reached without a build.
 */
export function inside<Key extends string>(
  people: Record<Key, Person>,
  options: Partial<CloudOptions> = {},
): Inside<Key> {
  const cloud = startCloud({ functions: resolve(__dirname, '../functions/fixtures'), people, ...options })
  restoreEnvironment()
  return {
    cloud,
    async invokedBy(person) {
      setEnvironment((await cloud.as(person).call('environment')) as NodeJS.ProcessEnv)
    },
  }
}

/** Gives this process these variables and no others; one that is undefined is not set. */
export function setEnvironment(variables: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) Reflect.deleteProperty(process.env, name)
  for (const [name, value] of Object.entries(variables)) if (value !== undefined) process.env[name] = value
}

/** Puts the variables back after each test of the file. */
export function restoreEnvironment(): void {
  const before = { ...process.env }
  afterEach(() => setEnvironment(before))
}
