import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Calls } from './calls'
import { Client, type ClientAnswer } from './client'
import type { Collections, FunctionSettings } from './environment'
import { Bucket } from './files/bucket'
import { Files } from './files/files'
import { phoneFileRoutes } from './files/phones'
import { fileRoutes } from './files/routes'
import { defaultStorageRules, type StorageRules } from './files/rules'
import { FunctionHost } from './host'
import { createInvocation, type Event } from './invocation'
import { loginRoutes } from './login/routes'
import type { OpenapiAnswers } from './openapi/interfaces'
import { Openapi, type OpenapiMood } from './openapi/openapi'
import { permittedIn } from './openapi/permissions'
import { openapiRoutes } from './openapi/routes'
import type { People } from './people'
import { Admin } from './protocol/admin'
import { aggregationActions } from './protocol/aggregation'
import { databaseActions } from './protocol/database'
import { functionActions } from './protocol/functions'
import { openapiActions } from './protocol/openapi'
import { storageActions, watchedFolder } from './protocol/storage'
import { Residents } from './residents'
import { createHandler } from './routes'
import { Store } from './store/store'
import { Trace } from './trace'
import { Watchman, type WatchmanMode } from './watchman'
import type { Output } from './worker'

export type { Card } from './card'
export type { ClientAnswer } from './client'
export {
  exceptionsIn,
  loadEnvironment,
  loadVariables,
  type Collections,
  type FunctionSettings,
} from './environment'
export { defaultStorageRules, type StorageRules } from './files/rules'
export type { Event } from './invocation'
export type {
  OpenapiAnswer,
  OpenapiAnswers,
  OpenapiCaller,
  OpenapiFailure,
  OpenapiFile,
  OpenapiInput,
  OpenapiName,
  OpenapiOutput,
} from './openapi/interfaces'
export type { OpenapiMood } from './openapi/openapi'
export { loadPeople, type People, type Person } from './people'
export type { CallRecord, RequestRecord, Trace, TraceEntry, Violation, ViolationKind } from './trace'
export { describeViolation, printOutput, printViolations } from './terminal'
export { watchmanMode, type WatchmanMode } from './watchman'
export type { Output } from './worker'

/** Answers a request for one of its paths and gives true. Leaves any other request alone and gives false. */
export type Handler = (req: IncomingMessage, res: ServerResponse, url: URL) => Promise<boolean> | boolean

export interface CloudOptions {
  /** The folder that holds one folder per function, each with an index.js. */
  functions: string
  /** The folder that holds the documents. It is created if missing. Only one process at a time can have it open. */
  data: string
  people: People
  collections: Collections
  functionSettings: FunctionSettings
  /** Who may read and write files from a phone; without it the platform's default, everybody and the creator. */
  storageRules?: StorageRules
  /** What WeChat's interfaces give: the project's own word. A call of any other fails with its name. */
  openapi?: OpenapiAnswers
  /** Environment variables of every function; the function's own settings win over them. */
  variables?: Record<string, string>
  /** What happens to a request that reaches other people's documents: `refuse` by default. */
  watchman?: WatchmanMode
  /** Called with everything that functions print. */
  log?: (output: Output) => void
}

/** CloudBase on this machine. */
export interface LocalCloud {
  /**
   * Serves `POST /call/NAME`, `POST /admin/INVOCATION`, `GET /people`, `POST /people/KEY`, `GET /trace`, `/file/PATH`,
   * `POST /storage/…`, `GET /openapi`, `POST /openapi/NAME`, `POST /login` and `GET /sns/jscode2session`.
   */
  readonly handler: Handler
  readonly trace: Trace
  /** Tells the cloud the address of `handler`, like `http://127.0.0.1:8360`. Functions need it to reach the cloud. */
  attach(url: string): void
  /**
   * Gives what `wx.cloud.callFunction` gives on that person's phone. `now` (epoch milliseconds) freezes the clock of
   * the function and of the database for this call. Raises an HttpError for an unknown person.
   */
  call(person: string, name: string, event?: Event, options?: { now?: number }): Promise<ClientAnswer>
  /**
   * Switches the declared UNIONID of a person on or off, from the next call on. Raises an HttpError for an unknown
   * person and for a person without a declared UNIONID.
   */
  setUnionid(person: string, on: boolean): void
  /**
   * Makes a declared interface of WeChat slow, or makes it fail, from the next call on; `{}` makes it as it was. Gives false
   * for one that is not declared.
   */
  setOpenapi(name: string, mood: Partial<OpenapiMood>): boolean
  /**
   * Starts processes in advance from now on, so that the first call is fast, and has one load each of the functions with these
   * names. Resolves when the first ones are ready.
   */
  warm(functions?: string[]): Promise<void>
  /**
   * Makes the next calls load the functions again, for use after a build: from `folder`, if it is given, from now on.
   */
  reload(folder?: string): void
  /** Changes what happens to a violation, from the next request on. */
  setWatchman(mode: WatchmanMode): void
  /** Remembers every document as it is now. Gives a function that puts all of them back, as if nothing had happened. */
  keepDocuments(): () => void
  /** Ends the functions' processes and open streams, then releases the data folder. */
  close(): Promise<void>
}

/**
 * Opens the cloud. Raises an error when the functions' folder is missing or another process has the data folder open.
 *
 * @example
 * const cloud = openCloud({ functions: 'dist', data: '.data', people, collections: {}, functionSettings: {} })
 * const server = createServer((req, res) => cloud.handler(req, res, new URL(req.url ?? '/', 'http://127.0.0.1:8360')))
 * server.listen(8360, '127.0.0.1', () => cloud.attach('http://127.0.0.1:8360'))
 * const { result } = await cloud.call('alice', 'notes', { action: 'list', input: {} })
 */
export function openCloud(options: CloudOptions): LocalCloud {
  const { functions, data, people, collections, functionSettings, watchman: mode = 'refuse' } = options
  if (!existsSync(functions))
    throw new Error(
      `There is no folder ${resolve(functions)} with cloud functions. Build them first, or name another folder.`,
    )
  let address: string | undefined
  const store = Store.open(data, collections)
  const trace = new Trace()
  const urlOfCloud = () => {
    if (address === undefined)
      throw new Error('The local cloud was not told its address: call attach() first')
    return address
  }
  const files = new Files(
    new Bucket(join(resolve(data), 'files')),
    options.storageRules ?? defaultStorageRules,
    urlOfCloud,
  )
  const host = new FunctionHost({
    folder: resolve(functions),
    settings: functionSettings,
    variables: options.variables ?? {},
    log: options.log ?? (() => undefined),
    url: urlOfCloud,
  })
  const openapi = new Openapi(options.openapi ?? {})
  const calls = new Calls(host, trace)
  const residents = new Residents(people)
  const client = new Client(residents, calls)
  const watchedFolders = files.rules.owned?.map((folder) => [
    watchedFolder(folder),
    { owned: true, indexes: [] },
  ])
  const watched = { ...collections, ...Object.fromEntries(watchedFolders ?? []) }
  const watchman = new Watchman({ mode, collections: watched, functionSettings, residents })
  const admin = new Admin(
    {
      ...databaseActions(store),
      ...aggregationActions(store),
      ...storageActions(files),
      ...openapiActions(openapi, (name) => permittedIn(host.folderOf(name))),
      ...functionActions((caller, name, event) => calls.run(createInvocation(name, event, caller))),
    },
    trace,
    watchman,
  )
  const streams = new Set<ServerResponse>()
  const handlers = [
    createHandler({ admin, calls, client, residents, trace, streams }),
    fileRoutes(files),
    phoneFileRoutes(files, residents),
    openapiRoutes(openapi),
    loginRoutes(residents),
  ]
  return {
    async handler(req, res, url) {
      for (const handler of handlers) if (await handler(req, res, url)) return true
      return false
    },
    trace,
    attach: (url) => void (address = url),
    call: (person, name, event = {}, { now } = {}) => client.call(person, name, event, now),
    setUnionid: (person, on) => residents.setUnionid(person, on),
    setOpenapi: (name, mood) => openapi.setMood(name, mood),
    warm: (names) => host.warm(names),
    reload: (folder) => host.reload(folder && resolve(folder)),
    setWatchman: (to) => void (watchman.mode = to),
    keepDocuments: () => store.keep(),
    async close() {
      for (const stream of streams) stream.end()
      host.close()
      await store.close()
    },
  }
}
