import { limits } from '../../../shared/note-limits'
import { cleanTag, distinctTags } from '../../../shared/tags'

/** Whether a tag is short enough. Signs like ㍿ are spelled out, so a tag can be longer than what was typed. */
export const fits = (typed: string): boolean => cleanTag(typed).length <= limits.tag

/** The tags and one more, made from what was typed; the same array if that adds none. */
export function withTag(tags: string[], typed: string): string[] {
  const tag = cleanTag(typed)
  if (!tag || !fits(tag) || tags.length >= limits.tags) return tags
  const more = distinctTags([...tags, tag])
  return more.length > tags.length ? more : tags
}
