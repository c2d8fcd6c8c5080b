import * as z from 'zod/mini'
import type { Client } from './client'
import { isFor, type Area } from './options'
import { answeredRuleText, ruleText, type Rule } from './rule'
import type { Plan } from './step'

/** Cloud storage of an environment: where its files are, and what phones may do with them. */
export interface ActualStorage {
  bucket: string
  rule: string
}

const ruleAnswer = z.object({ AclTag: z.string(), Rule: z.nullish(z.string()) })

/** Reads the rule of a bucket. Source of the two actions: docs.cloudbase.net, manager-node, CommonService. */
export async function readStorage(
  client: Client,
  env: string,
  appid: string,
  bucket: string,
): Promise<ActualStorage> {
  const where = { EnvId: env, Bucket: bucket, WxAppId: appid }
  const { AclTag, Rule } = await client.call('tcb', 'DescribeStorageSafeRule', where, ruleAnswer)
  return { bucket, rule: answeredRuleText(AclTag, Rule) }
}

/** What makes the rule of the files as declared; nothing where none is declared. */
export function planStorage(
  declared: Rule | undefined,
  actual: ActualStorage | undefined,
  only: Area | undefined,
): Plan {
  const none: Plan = { steps: [], stops: [], extras: [], notes: [] }
  if (!declared || !isFor(only, 'rules')) return none
  if (!actual)
    return {
      ...none,
      stops: [
        'The environment has no cloud storage yet: open Storage in its console once, then run this again.',
      ],
    }
  const willBe = ruleText(declared)
  if (actual.rule === willBe) return none
  const { bucket } = actual
  const what = 'rule of files'
  const why = 'it decides what phones may do with files, and holds after one to three minutes'
  return {
    ...none,
    steps: [{ kind: 'setStorageRule', bucket, rule: declared, what, is: actual.rule, willBe, why }],
  }
}
