import { createHash } from 'node:crypto'
import { unzipSync } from 'fflate'
import type * as z from 'zod/mini'
import { bucket, env, instance, requests, triggersSchema } from './requests'

/** A refusal as Tencent Cloud gives it. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}

export interface Table {
  tag: string
  rule: string | null
  indexes: { name: string; unique: boolean; keys: [string, string][] }[]
}

export interface CloudFunction {
  status: string
  runtime: string
  handler: string
  memory: number
  timeout: number
  variables: Record<string, string>
  description: string
  timers: { name: string; cron: string; enabled: boolean }[]
  /** The SHA-256 of the zip. */
  code: string
  installsDependencies: boolean
  /** How often GetFunction still says that the cloud is at work. */
  busyLooks: number
}

/** One environment of Tencent Cloud in memory, with the shapes of its documentation. It can be set to any state. */
export class FakeCloud {
  static readonly env = env
  readonly tables = new Map<string, Table>()
  readonly functions = new Map<string, CloudFunction>()
  /** As a new environment has it: everybody reads, and the creator writes. Undefined before there is any storage. */
  storage: { tag: string; rule: string | null } | undefined = { tag: 'READONLY', rule: null }
  environment: { Status: string; Region: string } = { Status: 'NORMAL', Region: 'ap-shanghai' }

  /** Answers one request, without `RequestId`. Raises a Refusal. */
  answer(service: string, action: string, body: unknown): object {
    switch (service === 'tcb' || service === 'scf' ? action : '') {
      case 'DescribeEnvInfo':
        return this.describe(taken(requests.tcb.DescribeEnvInfo, body).EnvId)
      case 'ListTables': {
        const { MgoLimit, MgoOffset } = taken(requests.tcb.ListTables, body)
        const names = [...this.tables.keys()]
        return {
          Tables:
            names.length === 0
              ? null
              : page(names, MgoOffset, MgoLimit).map((TableName) => ({ TableName, Count: 0 })),
          Pager: { Offset: MgoOffset, Limit: MgoLimit, Total: names.length },
        }
      }
      case 'DescribeTable': {
        const { indexes } = this.table(taken(requests.tcb.DescribeTable, body).TableName)
        const all = [{ name: '_id_', unique: false, keys: [['_id', '1'] as const] }, ...indexes]
        return {
          Indexes: all.map(({ name, unique, keys }) => ({
            Name: name,
            Size: 4096,
            Unique: unique,
            Keys: keys.map(([Name, Direction]) => ({ Name, Direction })),
            Accesses: { Ops: 0, Since: '' },
          })),
          IndexNum: all.length,
        }
      }
      case 'DescribeSafeRule': {
        const { tag, rule } = this.table(taken(requests.tcb.DescribeSafeRule, body).CollectionName)
        return { AclTag: tag, Rule: rule }
      }
      case 'ListFunctions': {
        const { Limit, Offset } = taken(requests.tcb.ListFunctions, body)
        const names = [...this.functions.keys()]
        return {
          Functions: page(names, Offset, Limit).map((FunctionName) => ({ FunctionName })),
          TotalCount: names.length,
        }
      }
      case 'CreateTable': {
        const { TableName, PermissionInfo } = taken(requests.tcb.CreateTable, body)
        if (this.tables.has(TableName)) throw new Refusal('ResourceInUse', 'the table exists')
        this.tables.set(TableName, {
          tag: PermissionInfo.AclTag,
          rule: PermissionInfo.Rule ?? null,
          indexes: [],
        })
        return {}
      }
      case 'UpdateTable':
        return this.createIndexes(taken(requests.tcb.UpdateTable, body))
      case 'ModifySafeRule': {
        const { CollectionName, AclTag, Rule } = taken(requests.tcb.ModifySafeRule, body)
        Object.assign(this.table(CollectionName), { tag: AclTag, rule: Rule ?? null })
        return {}
      }
      case 'DescribeStorageSafeRule': {
        taken(requests.tcb.DescribeStorageSafeRule, body)
        return { AclTag: this.storage?.tag, Rule: this.storage?.rule }
      }
      case 'ModifyStorageSafeRule': {
        const { AclTag, Rule } = taken(requests.tcb.ModifyStorageSafeRule, body)
        this.storage = { tag: AclTag, rule: Rule ?? null }
        return {}
      }
      case 'GetFunction':
        return this.getFunction(taken(requests.scf.GetFunction, body).FunctionName)
      case 'CreateFunction':
        return this.createFunction(taken(requests.scf.CreateFunction, body))
      case 'UpdateFunctionCode': {
        const { FunctionName, Handler, InstallDependency, Code } = taken(
          requests.scf.UpdateFunctionCode,
          body,
        )
        this.change(FunctionName, {
          handler: Handler,
          code: zipHash(Code.ZipFile),
          installsDependencies: InstallDependency === 'TRUE',
        })
        return {}
      }
      case 'UpdateFunctionConfiguration': {
        const request = taken(requests.scf.UpdateFunctionConfiguration, body)
        this.change(request.FunctionName, configured(request))
        return {}
      }
      case 'BatchCreateTrigger':
        return this.createTriggers(taken(requests.scf.BatchCreateTrigger, body))
      default:
        throw new Refusal('InvalidAction', `${service} has no action ${action}`)
    }
  }

  private describe(id: string): object {
    if (id !== env) throw new Refusal('ResourceNotFound', 'the environment does not exist')
    return {
      EnvInfo: {
        EnvBaseInfo: {
          EnvId: env,
          Alias: 'notes',
          Source: 'miniapp',
          ...this.environment,
          Databases: [{ InstanceId: instance, Status: 'RUNNING', Region: 'ap-shanghai' }],
          Storages: this.storage
            ? [{ Bucket: bucket, Region: 'ap-shanghai', CdnDomain: '', AppId: '1' }]
            : [],
          Functions: [{ Namespace: env, Region: 'ap-shanghai' }],
          LogServices: [{ LogsetName: 'l', LogsetId: 'logset-1', TopicName: 't', TopicId: 'topic-1' }],
        },
        UserInfo: { AppId: 1 },
      },
    }
  }

  private table(name: string): Table {
    const found = this.tables.get(name)
    if (!found) throw new Refusal('ResourceNotFound', `no table ${name}`)
    return found
  }

  private createIndexes({ TableName, CreateIndexes }: z.infer<typeof requests.tcb.UpdateTable>): object {
    const { indexes } = this.table(TableName)
    for (const { IndexName, MgoKeySchema } of CreateIndexes) {
      const keys = MgoKeySchema.MgoIndexKeys.map(({ Name, Direction }): [string, string] => [Name, Direction])
      if (indexes.some((index) => index.name === IndexName || String(index.keys) === String(keys)))
        throw new Refusal('FailedOperation', 'an index with this name or these keys exists')
      indexes.push({ name: IndexName, unique: MgoKeySchema.MgoIsUnique, keys })
    }
    return {}
  }

  private found(name: string): CloudFunction {
    const found = this.functions.get(name)
    if (!found) throw new Refusal('ResourceNotFound.Function', `no function ${name}`)
    return found
  }

  private getFunction(name: string): object {
    const found = this.found(name)
    const busy = found.busyLooks > 0
    if (busy) found.busyLooks -= 1
    return {
      Status: busy ? 'Updating' : found.status,
      StatusDesc: '',
      Runtime: found.runtime,
      Handler: found.handler,
      MemorySize: found.memory,
      Timeout: found.timeout,
      InstallDependency: found.installsDependencies ? 'TRUE' : 'FALSE',
      Environment: { Variables: Object.entries(found.variables).map(([Key, Value]) => ({ Key, Value })) },
      Triggers: found.timers.map(({ name: TriggerName, cron, enabled }) => ({
        TriggerName,
        Type: 'timer',
        TriggerDesc: JSON.stringify({ cron }),
        Enable: enabled ? 1 : 0,
      })),
      Description: found.description,
    }
  }

  private createFunction(request: z.infer<typeof requests.scf.CreateFunction>): object {
    if (this.functions.has(request.FunctionName))
      throw new Refusal('ResourceInUse.Function', 'the function exists')
    this.functions.set(request.FunctionName, {
      ...configured(request),
      status: 'Active',
      runtime: request.Runtime,
      handler: request.Handler,
      timers: [],
      code: zipHash(request.Code.ZipFile),
      busyLooks: 1,
    })
    return {}
  }

  /** As the cloud does, only to a function that it is not at work on. */
  private change(name: string, changes: Partial<CloudFunction>): void {
    const found = this.found(name)
    if (found.busyLooks > 0)
      throw new Refusal('FailedOperation.FunctionStatusError', 'the function is updating')
    Object.assign(found, changes, { status: 'Active', busyLooks: 1 })
  }

  private createTriggers({ FunctionName, Triggers, Count }: z.infer<typeof requests.scf.BatchCreateTrigger>) {
    const triggers = triggersSchema.parse(JSON.parse(Triggers))
    const { timers } = this.found(FunctionName)
    if (triggers.length !== Count) throw new Refusal('InvalidParameter', 'Count')
    for (const { TriggerName, TriggerDesc } of triggers) {
      if (timers.some(({ name }) => name === TriggerName))
        throw new Refusal('ResourceInUse.Trigger', 'the trigger exists')
      timers.push({ name: TriggerName, cron: TriggerDesc, enabled: true })
    }
    this.change(FunctionName, {})
    return {}
  }
}

function taken<Schema extends z.ZodMiniType>(schema: Schema, body: unknown): z.output<Schema> {
  const result = schema.safeParse(body)
  if (result.success) return result.data
  throw new Refusal('InvalidParameter', JSON.stringify(result.error.issues))
}

const page = (names: string[], from: number, size: number): string[] => names.slice(from, from + size)

const configured = (request: z.infer<typeof requests.scf.UpdateFunctionConfiguration>) => ({
  memory: request.MemorySize,
  timeout: request.Timeout,
  variables: Object.fromEntries(request.Environment.Variables.map(({ Key, Value }) => [Key, Value])),
  description: request.Description,
  installsDependencies: request.InstallDependency === 'TRUE',
})

function zipHash(base64: string): string {
  const zip = Buffer.from(base64, 'base64')
  if (!('index.js' in unzipSync(zip))) throw new Refusal('InvalidParameterValue', 'the zip has no index.js')
  return createHash('sha256').update(zip).digest('hex')
}
