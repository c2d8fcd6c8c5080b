import * as z from 'zod/mini'
import type { Timer } from './built'
import type { Client } from './client'
import { stuckFunction } from './messages'
import { waitFor } from './wait'

/** A function as the environment has it. */
export interface ActualFunction {
  /** One in which it rests: Active, CreateFailed, UpdateFailed, DeleteFailed. */
  status: string
  statusReason: string
  runtime: string
  handler: string
  memorySize: number
  timeout: number
  variables: Record<string, string>
  description: string
  timers: (Timer & { enabled: boolean })[]
}

const pageSize = 100
/** While it is in one of these the cloud is at work, and takes no other change. */
const passingStatuses = ['Creating', 'Updating', 'Publishing', 'Deleting']
const passingForMs = 4 * 60_000

const listAnswer = z.object({
  Functions: z.nullish(z.array(z.object({ FunctionName: z.string() }))),
  TotalCount: z.number(),
})
const functionAnswer = z.object({
  Status: z.string(),
  StatusDesc: z.nullish(z.string()),
  Runtime: z.string(),
  Handler: z.nullish(z.string()),
  MemorySize: z.number(),
  Timeout: z.number(),
  Description: z.nullish(z.string()),
  Environment: z.nullish(
    z.object({ Variables: z.nullish(z.array(z.object({ Key: z.string(), Value: z.string() }))) }),
  ),
  Triggers: z.nullish(
    z.array(
      z.object({
        TriggerName: z.string(),
        Type: z.string(),
        TriggerDesc: z.nullish(z.string()),
        Enable: z.nullish(z.number()),
      }),
    ),
  ),
})

/** The names of all functions. */
export async function listFunctions(client: Client, env: string): Promise<string[]> {
  const names: string[] = []
  for (let total = Infinity; names.length < total;) {
    const page = { EnvId: env, Limit: pageSize, Offset: names.length }
    const { Functions, TotalCount } = await client.call('tcb', 'ListFunctions', page, listAnswer)
    if (!Functions?.length) break
    names.push(...Functions.map(({ FunctionName }) => FunctionName))
    total = TotalCount
  }
  return names
}

/** One function, once the cloud is done with it. Raises an error when it is not done after four minutes. */
export async function readFunction(client: Client, env: string, name: string): Promise<ActualFunction> {
  const body = { FunctionName: name, Namespace: env, ShowCode: 'FALSE' }
  let status = ''
  const found = await waitFor(client.pause, passingForMs, async () => {
    const answer = await client.call('scf', 'GetFunction', body, functionAnswer)
    status = answer.Status
    return passingStatuses.includes(status) ? undefined : answer
  })
  if (!found) throw new Error(stuckFunction(name, status))
  return actualFunction(found)
}

function actualFunction(found: z.infer<typeof functionAnswer>): ActualFunction {
  const variables = found.Environment?.Variables ?? []
  return {
    status: found.Status,
    statusReason: found.StatusDesc ?? '',
    runtime: found.Runtime,
    handler: found.Handler ?? '',
    memorySize: found.MemorySize,
    timeout: found.Timeout,
    variables: Object.fromEntries(variables.map(({ Key, Value }) => [Key, Value])),
    description: found.Description ?? '',
    timers: (found.Triggers ?? [])
      .filter(({ Type }) => Type === 'timer')
      .map(({ TriggerName, TriggerDesc, Enable }) => ({
        name: TriggerName,
        cron: cronOf(TriggerDesc ?? ''),
        enabled: Enable !== 0,
      })),
  }
}

const cronSchema = z.object({ cron: z.string() })

/** A timer was made with its cron expression alone; the cloud may give it back as JSON, `{"cron":"0 20 3 * * * *"}`. */
function cronOf(description: string): string {
  if (!description.startsWith('{')) return description
  return cronSchema.parse(JSON.parse(description)).cron
}
