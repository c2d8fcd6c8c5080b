/**
 * A tag as it is kept: full-width letters as plain ones (NFKC), no blanks around it, single ones inside. Case stays as it
 * was typed. Gives '' for one that is nothing but blanks.
 */
export const cleanTag = (typed: string): string => typed.normalize('NFKC').replace(/\s+/g, ' ').trim()

/** What two tags have in common that count as one: they may differ in case, width and blanks. */
export const tagKey = (tag: string): string => cleanTag(tag).toLowerCase()

/** Cleaned tags, each once: the first way of writing stays. */
export function distinctTags(typed: string[]): string[] {
  const tags = new Map<string, string>()
  for (const tag of typed) if (!tags.has(tagKey(tag))) tags.set(tagKey(tag), cleanTag(tag))
  return [...tags.values()]
}
