import { existsSync, readFileSync } from 'node:fs'
import * as z from 'zod/mini'
import { parseDeclaration } from '../../packages/cloudbase-local/src/declaration'

const variableName = /^(?!WX_|TCB_|SCF_|TENCENTCLOUD_)[A-Z][A-Z0-9_]*$/
const variables = z
  .record(z.string(), z.string())
  .check(
    z.refine(
      (given) => Object.keys(given).every((name) => variableName.test(name)),
      'names in capitals that the platform does not use',
    ),
  )

const localValuesSchema = z.record(
  z.string(),
  z.strictObject({
    region: z.optional(z.string()),
    /** Of the mini program whose environment it is, where project.config.json has another. */
    appid: z.optional(z.string()),
    functions: z.optional(z.record(z.string(), z.strictObject({ environment: variables }))),
  }),
)

/** What differs from environment to environment and belongs to nobody else: env.local.json, by environment id. */
export type LocalValues = z.infer<typeof localValuesSchema>[string]

/** Reads what the file says of one environment; nothing when there is no file. Raises an error that names each bad field. */
export function readLocalValues(file: string, env: string): LocalValues {
  if (!existsSync(file)) return {}
  return parseDeclaration(localValuesSchema, file, readFileSync(file, 'utf8'))[env] ?? {}
}
