import * as z from 'zod/mini'
import type { Client } from './client'
import { answeredRuleText } from './rule'

/** Where the collections of an environment are, as each request must say. */
export interface Database {
  EnvId: string
  MongoConnector: { InstanceId: 'flexdb'; DatabaseName: string }
}

export interface ActualIndex {
  name: string
  /** In order, 1 ascending, -1 descending. */
  keys: [field: string, direction: string][]
  unique: boolean
}

export interface ActualCollection {
  rule: string
  indexes: ActualIndex[]
}

const pageSize = 100

const tablesAnswer = z.object({
  Tables: z.nullish(z.array(z.object({ TableName: z.string() }))),
  Pager: z.object({ Total: z.number() }),
})
const tableAnswer = z.object({
  Indexes: z.nullish(
    z.array(
      z.object({
        Name: z.string(),
        Unique: z.boolean(),
        Keys: z.array(z.object({ Name: z.string(), Direction: z.string() })),
      }),
    ),
  ),
})
const ruleAnswer = z.object({ AclTag: z.string(), Rule: z.nullish(z.string()) })

/** The names of all collections. */
export async function listCollections(client: Client, database: Database): Promise<string[]> {
  const names: string[] = []
  for (let total = Infinity; names.length < total;) {
    const page = { MgoLimit: pageSize, MgoOffset: names.length }
    const { Tables, Pager } = await client.call('tcb', 'ListTables', { ...database, ...page }, tablesAnswer)
    if (!Tables?.length) break
    names.push(...Tables.map(({ TableName }) => TableName))
    total = Pager.Total
  }
  return names
}

/** The rule and the indexes of one collection, but for the index of `_id`, which every collection has. */
export async function readCollection(
  client: Client,
  database: Database,
  appid: string,
  name: string,
): Promise<ActualCollection> {
  const { Indexes } = await client.call('tcb', 'DescribeTable', { ...database, TableName: name }, tableAnswer)
  const rule = await client.call(
    'tcb',
    'DescribeSafeRule',
    { EnvId: database.EnvId, CollectionName: name, WxAppId: appid },
    ruleAnswer,
  )
  return {
    rule: answeredRuleText(rule.AclTag, rule.Rule),
    indexes: (Indexes ?? [])
      .filter((index) => index.Name !== '_id_')
      .map((index) => ({
        name: index.Name,
        unique: index.Unique,
        keys: index.Keys.map(({ Name, Direction }) => [Name, Direction]),
      })),
  }
}
