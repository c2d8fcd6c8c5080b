import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import * as z from 'zod/mini'
import { parseDeclaration } from '../../packages/cloudbase-local/src/declaration'
import { hashOf, zipFolder } from './zip'

export interface Timer {
  name: string
  /** Seven fields, from second to year. */
  cron: string
}

/** A function as its built folder has it. */
export interface BuiltFunction {
  zip: Buffer
  zipHash: string
  timers: Timer[]
  /** WeChat's own interfaces that it calls. Only DevTools can allow them. */
  openapi: string[]
}

const packageSchema = z.object({
  dependencies: z.optional(
    z
      .record(z.string(), z.string())
      .check(
        z.refine(
          (names) => Object.keys(names).length === 0,
          'no dependencies: the cloud installs none, and the build puts what is imported into index.js',
        ),
      ),
  ),
})
const configSchema = z.strictObject({
  permissions: z.strictObject({ openapi: z.array(z.string()) }),
  triggers: z.optional(
    z.array(
      z.strictObject({
        name: z
          .string()
          .check(z.regex(/^[A-Za-z][\w-]{0,59}$/, 'a name of up to 60 letters, digits, - and _')),
        type: z.literal('timer'),
        config: z.string().check(z.regex(/^\S+( \S+){6}$/, 'seven fields, from second to year')),
      }),
    ),
  ),
})

/** The names of the folders in which a function is built. */
export const builtFunctions = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && readdirSync(path.join(folder, entry.name)).includes('index.js'))
    .map((entry) => entry.name)

/** Reads one built function. Raises an error that names the file and what is wrong in it. */
export function builtFunction(folder: string): BuiltFunction {
  const read = <Schema extends z.ZodMiniType>(schema: Schema, name: string) =>
    parseDeclaration(schema, path.join(folder, name), readFileSync(path.join(folder, name), 'utf8'))
  read(packageSchema, 'package.json')
  const { permissions, triggers = [] } = read(configSchema, 'config.json')
  const zip = zipFolder(folder)
  return {
    zip,
    zipHash: hashOf(zip),
    timers: triggers.map(({ name, config }) => ({ name, cron: config })),
    openapi: permissions.openapi,
  }
}
