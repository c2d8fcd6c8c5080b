import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { parseDeclaration } from '../declaration'

const configSchema = z.looseObject({
  permissions: z.optional(z.looseObject({ openapi: z.optional(z.array(z.string())) })),
})

/**
 * The interfaces that a function may call: `permissions.openapi` in the `config.json` beside its code. Source:
 * developers.weixin.qq.com/miniprogram/dev/wxcloud/guide/openapi/openapi.html. Raises an error that names the file and each
 * bad field.
 */
export function permittedIn(folder: string): string[] {
  const file = join(folder, 'config.json')
  if (!existsSync(file)) return []
  return parseDeclaration(configSchema, file, readFileSync(file, 'utf8')).permissions?.openapi ?? []
}
