import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import * as z from 'zod/mini'
import { parseDeclaration, checkDeclaration } from './declaration'
import { loadStorageRules, type StorageRules } from './files/rules'
import { loadOpenapi } from './openapi/declared'
import type { OpenapiAnswers } from './openapi/interfaces'

const name = z.string().check(z.regex(/^[A-Za-z_][A-Za-z0-9_-]{0,63}$/, 'a name of up to 64 characters'))

const collectionsSchema = z.record(
  name,
  z.object({
    /** Every document belongs to a person, and the watchman keeps calls to the caller's own documents. */
    owned: z.optional(z.boolean()),
    indexes: z.array(
      z.strictObject({
        name,
        keys: z
          .record(z.string().check(z.minLength(1)), z.literal([1, -1, '2dsphere']))
          .check(z.refine((keys) => Object.keys(keys).length > 0, 'name at least one field')),
        unique: z.boolean(),
      }),
    ),
  }),
)

/** Reserved prefixes are refused: those variables carry the caller's identity and the address of the cloud. */
const variableName = /^(?!WX_|TCB_|SCF_|TENCENTCLOUD_)[A-Z][A-Z0-9_]*$/

const variablesSchema = z.record(
  z.string().check(z.regex(variableName, 'a name in capitals that the platform does not use')),
  z.string(),
)

const functionsSchema = z.record(
  z.string(),
  z.object({
    /** In seconds. */
    timeout: z.number().check(z.positive()),
    /** In MB. */
    memorySize: z.optional(z.number().check(z.positive())),
    /** Environment variables of the function's process; on the platform they are set in the console. */
    environment: z.optional(variablesSchema),
    /** Owned collections in which the function may reach anybody's documents, each with the reason. */
    unowned: z.optional(z.record(name, z.string().check(z.minLength(1)))),
  }),
)

/** The collections of an environment, with their indexes. */
export type Collections = z.infer<typeof collectionsSchema>

/** How functions are configured. A function that is not listed gets the platform's defaults. */
export type FunctionSettings = z.infer<typeof functionsSchema>

/**
 * Reads `collections.json`, `functions.json`, `storage.json` and the folder `openapi` from a folder like `cloudbase/`. What
 * is missing declares nothing. Raises an error that names the file and each bad field.
 */
export function loadEnvironment(folder: string): {
  collections: Collections
  functionSettings: FunctionSettings
  storageRules: StorageRules
  openapi: OpenapiAnswers
} {
  const read = <Schema extends z.ZodMiniType>(schema: Schema, name: string) => {
    const file = join(folder, name)
    return parseDeclaration(schema, file, existsSync(file) ? readFileSync(file, 'utf8') : '{}')
  }
  const collections = read(collectionsSchema, 'collections.json')
  const functionSettings = read(functionsSchema, 'functions.json')
  for (const { function: name, collection } of exceptionsIn(functionSettings))
    if (!collections[collection]?.owned)
      throw new Error(
        `${join(folder, 'functions.json')} is not as expected. ${name}.unowned: ${collection} is no owned collection`,
      )
  const openapi = loadOpenapi(join(folder, 'openapi'))
  return { collections, functionSettings, storageRules: loadStorageRules(folder), openapi }
}

/**
 * Reads a file of `NAME=value` lines, like a `.env` file. Raises an error that names the file and each name that is not
 * allowed.
 */
export function loadVariables(file: string): Record<string, string> {
  return checkDeclaration(variablesSchema, file, parseEnv(readFileSync(file, 'utf8')))
}

/** A function that may reach anybody's documents of an owned collection. */
export interface Exception {
  function: string
  collection: string
  reason: string
}

/** Lists the exceptions that the functions' settings declare. */
export function exceptionsIn(settings: FunctionSettings): Exception[] {
  return Object.entries(settings).flatMap(([name, { unowned = {} }]) =>
    Object.entries(unowned).map(([collection, reason]) => ({ function: name, collection, reason })),
  )
}
