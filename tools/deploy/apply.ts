import * as z from 'zod/mini'
import { isMarked, marked, unmarked } from './code-mark'
import type { Client } from './client'
import { listCollections } from './database'
import type { DeclaredFunction, Index } from './declared'
import type { Environment } from './environment'
import { readFunction } from './functions'
import { failedFunction } from './messages'
import { handler } from './plan-function'
import { permission } from './rule'
import type { FunctionSettings, Step } from './step'
import { waitFor } from './wait'

const anyAnswer = z.object({})
/** A new collection may not be there at once, and its indexes are made next. */
const listedForMs = 10_000

/** Takes one step. Raises an error when it is refused; taken again after that, it does no harm. */
export async function applyStep(
  client: Client,
  { id, database, logs }: Pick<Environment, 'id' | 'database' | 'logs'>,
  appid: string,
  step: Step,
): Promise<void> {
  const tcb = (action: string, body: object) => client.call('tcb', action, body, anyAnswer)
  const scf = (action: string, name: string, body: object) =>
    client.call('scf', action, { FunctionName: name, Namespace: id, ...body }, anyAnswer)

  /** The cloud takes one change of a function at a time. */
  async function settled(name: string): Promise<void> {
    const { status, statusReason } = await readFunction(client, id, name)
    if (status !== 'Active') throw new Error(failedFunction(name, status, statusReason))
  }
  async function configure(declared: DeclaredFunction, settings: FunctionSettings): Promise<void> {
    await scf('UpdateFunctionConfiguration', declared.name, {
      ...configuration(settings),
      InstallDependency: installsNothing,
    })
    await settled(declared.name)
  }

  switch (step.kind) {
    case 'createCollection': {
      const PermissionInfo = { EnvId: id, ...permission(step.rule) }
      await tcb('CreateTable', { ...database, TableName: step.collection, PermissionInfo })
      await waitFor(client.pause, listedForMs, async () =>
        (await listCollections(client, database)).includes(step.collection) ? true : undefined,
      )
      return
    }
    case 'setRule': {
      const where = { EnvId: id, CollectionName: step.collection, WxAppId: appid }
      await tcb('ModifySafeRule', { ...where, ...permission(step.rule) })
      return
    }
    case 'setStorageRule': {
      const where = { EnvId: id, Bucket: step.bucket, WxAppId: appid }
      await tcb('ModifyStorageSafeRule', { ...where, ...permission(step.rule) })
      return
    }
    case 'createIndex': {
      const where = { ...database, TableName: step.collection }
      await tcb('UpdateTable', { ...where, CreateIndexes: [indexRequest(step.index)] })
      return
    }
    case 'createFunction': {
      const { name, runtime, zip, zipHash } = step.function
      await scf('CreateFunction', name, {
        Handler: handler,
        Runtime: runtime,
        ...configuration({ ...step.function, description: marked('', zipHash) }),
        InstallDependency: installsNothing,
        Role: 'TCB_QcsRole',
        Stamp: 'MINI_QCBASE',
        ...logs,
        Code: { ZipFile: zip.toString('base64') },
      })
      return settled(name)
    }
    case 'updateCode': {
      const { function: declared, before } = step
      // Cut off between the new code and its mark, the old mark would lie.
      if (isMarked(before.description))
        await configure(declared, { ...before, description: unmarked(before.description) })
      await scf('UpdateFunctionCode', declared.name, {
        Handler: handler,
        InstallDependency: installsNothing,
        Code: { ZipFile: declared.zip.toString('base64') },
      })
      return settled(declared.name)
    }
    case 'configure':
      return configure(step.function, step.settings)
    case 'createTimer': {
      const { name, cron } = step.timer
      const timers = [{ TriggerName: name, Type: 'timer', TriggerDesc: cron }]
      await scf('BatchCreateTrigger', step.function, {
        Triggers: JSON.stringify(timers),
        Count: timers.length,
      })
      return settled(step.function)
    }
  }
}

/** All that a function needs is in its index.js. */
const installsNothing = 'FALSE'

const configuration = ({ memorySize, timeout, variables, description }: FunctionSettings) => ({
  MemorySize: memorySize,
  Timeout: timeout,
  Environment: { Variables: Object.entries(variables).map(([Key, Value]) => ({ Key, Value })) },
  Description: description,
})

const indexRequest = ({ name, keys, unique }: Index) => ({
  IndexName: name,
  MgoKeySchema: {
    MgoIndexKeys: Object.entries(keys).map(([field, direction]) => ({
      Name: field,
      Direction: String(direction),
    })),
    MgoIsUnique: unique,
  },
})
