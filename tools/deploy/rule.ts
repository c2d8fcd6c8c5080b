import * as z from 'zod/mini'

/** Who may do what from a phone, past the functions: nobody, everybody, or whom an expression of the platform fits. */
export const ruleSchema = z.partialRecord(
  z.enum(['read', 'write', 'create', 'update', 'delete']),
  z.union([z.boolean(), z.string()]),
)
export type Rule = z.infer<typeof ruleSchema>

const closed: Rule = { read: false, write: false }

/** As a rule is compared and shown: `ADMINONLY` for a closed collection, else its JSON with sorted names. */
export function ruleText(rule: Rule): string {
  const text = sortedJson(rule)
  return text === sortedJson(closed) ? 'ADMINONLY' : text
}

/** The same for what the cloud answers: a tag, and with the tag CUSTOM the text of a rule. */
export function answeredRuleText(tag: string, rule: string | null | undefined): string {
  if (tag !== 'CUSTOM') return tag
  try {
    return ruleText(ruleSchema.parse(JSON.parse(rule ?? '')))
  } catch {
    return rule ?? 'CUSTOM' // one that somebody wrote in a form that is not declared here
  }
}

/** What sets a rule: the fields of ModifySafeRule, and of PermissionInfo when a collection is made. */
export function permission(rule: Rule): { AclTag: string; Rule?: string } {
  const text = ruleText(rule)
  return text === 'ADMINONLY' ? { AclTag: text } : { AclTag: 'CUSTOM', Rule: text }
}

const sortedJson = (rule: Rule): string =>
  JSON.stringify(Object.fromEntries(Object.entries(rule).sort(([a], [b]) => (a < b ? -1 : 1))))
