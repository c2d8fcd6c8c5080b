import * as z from 'zod/mini'
import type { Client } from './client'
import { listCollections, readCollection, type ActualCollection, type Database } from './database'
import type { Declared } from './declared'
import { listFunctions, readFunction, type ActualFunction } from './functions'
import { CloudError, unknownEnvironment } from './messages'
import { isFor, type Area } from './options'
import { readStorage, type ActualStorage } from './storage'

/** Which environment is meant, and which part of it. */
export interface Target {
  id: string
  region: string
  /** Of the mini program it belongs to. */
  appid: string
  only: Area | undefined
}

/** What an environment is and holds, as far as it is declared; of everything else the names. */
export interface Environment {
  id: string
  database: Database
  /** Where its functions write what they print. */
  logs: { ClsLogsetId?: string; ClsTopicId?: string }
  collections: Map<string, ActualCollection>
  otherCollections: string[]
  /** Undefined when none is declared, or there is none yet. */
  storage: ActualStorage | undefined
  functions: Map<string, ActualFunction>
  otherFunctions: string[]
}

const environmentAnswer = z.object({
  EnvInfo: z.nullish(
    z.object({
      EnvBaseInfo: z.object({
        EnvId: z.string(),
        Status: z.string(),
        Region: z.nullish(z.string()),
        Databases: z.nullish(z.array(z.object({ InstanceId: z.string() }))),
        Storages: z.nullish(z.array(z.object({ Bucket: z.string() }))),
        LogServices: z.nullish(
          z.array(z.object({ LogsetId: z.nullish(z.string()), TopicId: z.nullish(z.string()) })),
        ),
      }),
    }),
  ),
})

/** Finds an environment. Raises an error with one sentence when there is none, or when it is not usable. */
export async function findEnvironment(
  client: Client,
  id: string,
  region: string,
): Promise<Pick<Environment, 'id' | 'database' | 'logs'> & { bucket: string | undefined }> {
  const found = await describe(client, id)
  if (!found) throw new Error(unknownEnvironment(id, region))
  if (found.Region && found.Region !== region)
    throw new Error(`The environment ${id} is in ${found.Region}: run this with --region ${found.Region}.`)
  if (found.Status !== 'NORMAL')
    throw new Error(`The environment ${id} is ${found.Status}: see in its console why, then run this again.`)
  const database = found.Databases?.[0]?.InstanceId
  if (!database)
    throw new Error(`The environment ${id} has no database yet: open Database in its console once.`)
  const logs = found.LogServices?.[0]
  return {
    id,
    bucket: found.Storages?.[0]?.Bucket,
    database: { EnvId: id, MongoConnector: { InstanceId: 'flexdb', DatabaseName: database } },
    logs: {
      ...(logs?.LogsetId ? { ClsLogsetId: logs.LogsetId } : {}),
      ...(logs?.TopicId ? { ClsTopicId: logs.TopicId } : {}),
    },
  }
}

async function describe(client: Client, id: string) {
  try {
    const { EnvInfo } = await client.call('tcb', 'DescribeEnvInfo', { EnvId: id }, environmentAnswer)
    return EnvInfo?.EnvBaseInfo
  } catch (error) {
    // Which code says that there is no such environment is not documented.
    if (error instanceof CloudError && /^(ResourceNotFound|InvalidParameter)/.test(error.code))
      return undefined
    throw error
  }
}

/** Reads what an environment holds, as far as `only` needs it. Nothing is changed. */
export async function readEnvironment(
  client: Client,
  { id, region, appid, only }: Target,
  declared: Declared,
): Promise<Environment> {
  const { bucket, ...found } = await findEnvironment(client, id, region)
  const collectionNames = isFor(only, 'collections', 'rules')
    ? await listCollections(client, found.database)
    : []
  const functionNames = isFor(only, 'functions', 'triggers') ? await listFunctions(client, id) : []
  const environment: Environment = {
    ...found,
    collections: new Map(),
    otherCollections: without(collectionNames, declared.collections),
    storage:
      declared.storage && bucket && isFor(only, 'rules')
        ? await readStorage(client, id, appid, bucket)
        : undefined,
    functions: new Map(),
    otherFunctions: without(functionNames, declared.functions),
  }
  for (const { name } of declared.collections)
    if (collectionNames.includes(name))
      environment.collections.set(name, await readCollection(client, found.database, appid, name))
  for (const { name } of declared.functions)
    if (functionNames.includes(name)) environment.functions.set(name, await readFunction(client, id, name))
  return environment
}

const without = (names: string[], declared: { name: string }[]): string[] =>
  names.filter((name) => !declared.some((one) => one.name === name))
