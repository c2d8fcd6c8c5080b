import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { parseDeclaration } from '../declaration'

const operand = '(?:auth\\.openid|resource\\.openid|null)'
const term = `(?:true|false|${operand} *[!=]= *${operand})`
const rulePattern = new RegExp(`^ *${term}(?: *(?:&&|\\|\\|) *${term})* *$`)

const rule = z.union([
  z.boolean(),
  z
    .string()
    .check(
      z.regex(
        rulePattern,
        'the local cloud reads true, false, and auth.openid, resource.openid or null compared by == or !=, joined by && and ||',
      ),
    ),
])

const storageSchema = z.strictObject({
  /** Who on a phone may read a file, and who may write it, in the platform's rule language. Functions may do both. */
  read: rule,
  write: rule,
  /** Folders, like `avatars/`, whose files the watchman keeps to those who uploaded them, also in functions. */
  owned: z.optional(z.array(z.string().check(z.regex(/^[^/].*\/$/, 'a folder ends with /')))),
})

/** The rules of an environment's files. */
export type StorageRules = z.infer<typeof storageSchema>

/** The platform's rules for a new environment: everybody reads, and the creator writes. */
export const defaultStorageRules: StorageRules = { read: true, write: 'resource.openid == auth.openid' }

/** Reads `storage.json` from a folder like `cloudbase/`. Raises an error that names the file and each bad field. */
export function loadStorageRules(folder: string): StorageRules {
  const file = join(folder, 'storage.json')
  return existsSync(file)
    ? parseDeclaration(storageSchema, file, readFileSync(file, 'utf8'))
    : defaultStorageRules
}

/**
 * Tells whether a rule allows an access. Source: docs.cloudbase.net/storage/security-rules. As there, `&&` binds more
 * tightly than `||`, and nobody equals nobody: a caller without an OPENID is never the owner.
 */
export function allows(
  rule: boolean | string,
  openids: { auth: string | undefined; resource: string | undefined },
): boolean {
  if (typeof rule === 'boolean') return rule
  const valueOf = (name: string) =>
    name === 'null' ? undefined : openids[name === 'auth.openid' ? 'auth' : 'resource']
  const holds = (text: string): boolean => {
    if (text === 'true' || text === 'false') return text === 'true'
    const [left = '', operator = '', right = ''] = text.split(/ *([!=]=) */)
    const comparesNull = left === 'null' || right === 'null'
    const isEqual = valueOf(left) === valueOf(right) && (comparesNull || valueOf(left) !== undefined)
    return operator === '==' ? isEqual : !isEqual
  }
  return rule.split('||').some((part) => part.split('&&').every((text) => holds(text.trim())))
}
