import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import {
  loadEnvironment,
  loadPeople,
  loadVariables,
  openCloud,
  type CloudOptions,
  type People,
  type RequestRecord,
} from 'cloudbase-local'
import { listen } from 'loopback-guard'
import type { Answer } from './answer'
import { openPhone, type Phone } from './phone'
import type { Text } from './text'

export type Stored = Record<string, unknown> & { _id: string }

/** Where a check meets the learner's code: people, functions, documents, phones. */
export interface Classroom {
  readonly people: People
  /** Where the learner's code is built. */
  readonly built: string
  /** Calls a function as the person with this key. `now` (epoch milliseconds) freezes its clock. */
  call(person: string, name: string, event?: Record<string, unknown>, now?: number): Promise<Answer>
  /** Opens the mini program as this person. With `broken` every call of a function fails, as without a network. */
  phone(person: string, options?: { broken?: boolean }): Promise<Phone>
  /** All documents of a collection, whoever owns them. */
  documents(collection: string): Promise<Stored[]>
  /** Puts a document there, past the learner's functions, and gives its id. */
  put(collection: string, document: Record<string, unknown>): Promise<string>
  switchUnionid(person: string, on: boolean): void
  /** What the functions have printed since the check began. */
  printed(): string
  /** The requests of the functions to the database since the check began. */
  requests(): readonly RequestRecord[]
  /** To be told to the learner though all is well. */
  say(what: Text): void
}

export interface OpenClassroom extends Classroom {
  /** Empties the collections and forgets what was printed: the next check begins. */
  clear(): Promise<void>
  /** What the check has said, if anything. */
  said(): Text | undefined
  close(): Promise<void>
}

const projectRoot = path.resolve(__dirname, '../..')
/** A function of the classroom's own: it sees and clears documents. */
export const janitor = 'workshop-classroom'

/** The people, and what the functions of lessons and of the product need around them, as a folder `cloudbase` declares it. */
export function surroundings(
  collections: readonly string[],
  cloudbase = path.join(projectRoot, 'cloudbase'),
): Pick<CloudOptions, 'people' | 'collections' | 'functionSettings' | 'variables'> {
  const environment = loadEnvironment(cloudbase)
  const plain = Object.fromEntries(collections.map((name) => [name, { owned: true, indexes: [] }]))
  const unowned = Object.fromEntries(
    collections.map((name) => [name, 'clears the room for the next chapter']),
  )
  return {
    ...environment,
    collections: { ...plain, ...environment.collections },
    functionSettings: { ...environment.functionSettings, [janitor]: { timeout: 20, unowned } },
    people: loadPeople(path.join(projectRoot, 'tools/people.json')),
    variables: loadVariables(path.join(projectRoot, 'tools/local.env')),
  }
}

/** Opens the built functions and the built mini program in `built` for checks. The watchman lets everything through. */
export async function openClassroom(built: string, collections: readonly string[]): Promise<OpenClassroom> {
  const data = await mkdtemp(path.join(tmpdir(), 'classroom-'))
  const declared = path.join(built, 'cloudbase')
  const around = surroundings(collections, existsSync(declared) ? declared : undefined)
  const { people } = around
  let printed: string[] = []
  const cloud = openCloud({
    functions: path.join(built, 'cloudfunctions'),
    data,
    ...around,
    watchman: 'report',
    log: ({ text }) => void printed.push(text),
  })
  const server = await listen([cloud.handler])
  cloud.attach(server.url)

  let said: Text | undefined
  const call = async (
    person: string,
    name: string,
    event: Record<string, unknown> = {},
    now?: number,
  ): Promise<Answer> => {
    const answer = await cloud.call(person, name, event, now === undefined ? {} : { now })
    return 'errCode' in answer
      ? { failed: true, message: answer.errMsg }
      : { failed: false, result: answer.result, message: '' }
  }
  const clean = async (event: Record<string, unknown>) => {
    const answer = await call('timer', janitor, event)
    if (answer.failed) throw new Error(answer.message)
    return answer.result
  }

  return {
    people,
    built,
    call,
    say: (what) => void (said = what),
    said: () => said,
    phone: (person, { broken = false } = {}) =>
      openPhone(path.join(built, 'miniprogram'), (name, event) =>
        broken
          ? Promise.resolve({ failed: true, message: 'cloud.callFunction:fail request:fail' })
          : call(person, name, { ...event }),
      ),
    documents: async (collection) => (await clean({ list: collection })) as Stored[],
    put: async (collection, document) => String(await clean({ add: collection, document })),
    switchUnionid: (person, on) => cloud.setUnionid(person, on),
    printed: () => printed.join(''),
    requests: () => cloud.trace.requests.filter((request) => request.function !== janitor),
    async clear() {
      for (const collection of collections) await clean({ clear: collection })
      for (const [key, { unionidAtStart }] of Object.entries(people))
        if (unionidAtStart === false) cloud.setUnionid(key, false)
      printed = []
      said = undefined
      cloud.trace.clear()
    },
    async close() {
      await cloud.close()
      await server.close()
      await rm(data, { recursive: true, force: true })
    },
  }
}
