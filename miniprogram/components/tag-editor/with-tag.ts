import { limits } from '../../../shared/note-limits'
import { cleanTag, distinctTags } from '../../../shared/tags'

/** Whether a tag is as long at most as it may be. Signs like ㍿ are spelled out, and become longer than what was typed. */
export const fits = (typed: string): boolean => cleanTag(typed).length <= limits.tag

/** The tags and what was typed as one more; the same ones where that makes no other tag. */
export function withTag(tags: string[], typed: string): string[] {
  const tag = cleanTag(typed)
  if (!tag || !fits(tag) || tags.length >= limits.tags) return tags
  const more = distinctTags([...tags, tag])
  return more.length > tags.length ? more : tags
}
