import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { loadEnvironment, type Collections } from 'cloudbase-local'
import * as z from 'zod/mini'
import { parseDeclaration } from '../../packages/cloudbase-local/src/declaration'
import { builtFunction, builtFunctions, type BuiltFunction } from './built'
import type { LocalValues } from './local-values'
import { ruleSchema, type Rule } from './rule'

/** Where what is declared stands. */
export interface Sources {
  /** The folder of collections.json, functions.json and, where files are used, storage.json. */
  cloudbase: string
  /** The folder of one built folder per function. */
  functions: string
}

export type Index = Collections[string]['indexes'][number]

export interface DeclaredCollection {
  name: string
  rule: Rule
  indexes: Index[]
}

export interface DeclaredFunction extends BuiltFunction {
  name: string
  runtime: string
  /** In MB. */
  memorySize: number
  /** In seconds. */
  timeout: number
  variables: Record<string, string>
}

/** What an environment must hold. */
export interface Declared {
  collections: DeclaredCollection[]
  /** What phones may do with files; without it the environment keeps its rule. */
  storage?: Rule
  functions: DeclaredFunction[]
}

/** The runtimes for Node.js that CloudBase offers: docs.cloudbase.net/cloud-function/runtime-support */
const runtimes = ['Nodejs16.13', 'Nodejs18.15', 'Nodejs20.19', 'Nodejs22.21', 'Nodejs24.11'] as const

const rulesSchema = z.record(z.string(), z.object({ rules: ruleSchema }))
const settingsSchema = z.record(
  z.string().check(z.regex(/^[A-Za-z][\w-]{0,58}[A-Za-z0-9]$/, 'a name of 2 to 60 letters, digits, - and _')),
  z.object({
    runtime: z.enum(runtimes),
    memorySize: z
      .int()
      .check(
        z.refine((mb) => mb === 64 || (mb % 128 === 0 && mb <= 3072), '64, or 128 to 3072 in steps of 128'),
      ),
    timeout: z.int().check(z.minimum(1), z.maximum(900)),
  }),
)

/** Reads everything that is declared. Raises an error that names the file and what is wrong in it. */
export function readDeclared({ cloudbase, functions }: Sources, local: LocalValues): Declared {
  const read = <Schema extends z.ZodMiniType>(schema: Schema, file: string) =>
    parseDeclaration(schema, file, readFileSync(file, 'utf8'))
  const { collections, functionSettings, storageRules } = loadEnvironment(cloudbase)
  const declaresStorage = existsSync(path.join(cloudbase, 'storage.json'))
  const rules = read(rulesSchema, path.join(cloudbase, 'collections.json'))
  const settings = read(settingsSchema, path.join(cloudbase, 'functions.json'))
  const names = Object.keys(settings)
  requireSame(names, functions, Object.keys(local.functions ?? {}))
  return {
    collections: Object.entries(rules).map(([name, { rules: rule }]) => ({
      name,
      rule,
      indexes: collections[name]?.indexes ?? [],
    })),
    ...(declaresStorage && { storage: { read: storageRules.read, write: storageRules.write } }),
    functions: Object.entries(settings).map(([name, setting]) => ({
      name,
      ...setting,
      variables: {
        ...functionSettings[name]?.environment,
        ...local.functions?.[name]?.environment,
      },
      ...builtFunction(path.join(functions, name)),
    })),
  }
}

/** The functions that have settings, those that are built, and those with local values must be the same. */
function requireSame(declared: string[], folder: string, local: string[]): void {
  const built = existsSync(folder) ? builtFunctions(folder) : []
  for (const name of declared)
    if (!built.includes(name)) throw new Error(`The function ${name} is not built: run npm run build.`)
  for (const name of built)
    if (!declared.includes(name))
      throw new Error(`${path.join(folder, name)} has no settings: add ${name} to cloudbase/functions.json.`)
  for (const name of local)
    if (!declared.includes(name))
      throw new Error(
        `cloudbase/env.local.json names the function ${name}, which cloudbase/functions.json does not.`,
      )
}
