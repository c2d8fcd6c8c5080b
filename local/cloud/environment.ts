import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { parseDeclaration } from './declaration'

const name = z.string().check(z.regex(/^[A-Za-z_][A-Za-z0-9_-]{0,63}$/, 'a name of up to 64 characters'))

const collectionsSchema = z.record(
  name,
  z.object({
    indexes: z.array(
      z.strictObject({
        name,
        keys: z
          .record(z.string().check(z.minLength(1)), z.union([z.literal(1), z.literal(-1)]))
          .check(z.refine((keys) => Object.keys(keys).length > 0, 'name at least one field')),
        unique: z.boolean(),
      }),
    ),
  }),
)

const functionsSchema = z.record(z.string(), z.object({ timeout: z.number().check(z.positive()) }))

/** The collections an environment must hold, with the indexes that order them. */
export type Collections = z.infer<typeof collectionsSchema>

/** How functions are configured; `timeout` in seconds. One that is not named gets the platform's defaults. */
export type FunctionSettings = z.infer<typeof functionsSchema>

/** Reads `collections.json` and `functions.json` of a folder like `cloudbase/`. */
export function loadEnvironment(folder: string): {
  collections: Collections
  functionSettings: FunctionSettings
} {
  const read = <Schema extends z.ZodMiniType>(schema: Schema, file: string) =>
    parseDeclaration(schema, join(folder, file), readFileSync(join(folder, file), 'utf8'))
  return {
    collections: read(collectionsSchema, 'collections.json'),
    functionSettings: read(functionsSchema, 'functions.json'),
  }
}
