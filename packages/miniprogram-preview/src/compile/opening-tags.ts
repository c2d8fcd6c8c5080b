/** An opening tag in WXML. Line and column count from 1. */
export interface Tag {
  name: string
  line: number
  column: number
}

const comment = /<!--[\s\S]*?-->/y
const binding = /\{\{[\s\S]*?\}\}/y
const rawScript = /<wxs\b(?:"[^"]*"|'[^']*'|[^>"'])*?(?:\/>|>[\s\S]*?<\/wxs\s*>)/y
const opening = /<([a-zA-Z][\w.-]*)(?:"[^"]*"|'[^']*'|[^>"'])*>/y

/**
 * Gives every opening tag of a template. The template compiler cannot do this: it checks the syntax, but it does not
 * say where a tag is, and it renders a tag that is not registered as an empty box without any warning.
 */
export function openingTags(wxml: string): Tag[] {
  const tags: Tag[] = []
  let line = 1
  let lineStart = 0
  for (let at = 0; at < wxml.length;) {
    const skipped = matchAt(comment, wxml, at) ?? matchAt(binding, wxml, at) ?? matchAt(rawScript, wxml, at)
    const tag = skipped ? undefined : matchAt(opening, wxml, at)
    if (tag?.[1]) tags.push({ name: tag[1], line, column: at - lineStart + 1 })
    const end = at + ((skipped ?? tag)?.[0].length ?? 1)
    for (; at < end; at++) {
      if (wxml[at] !== '\n') continue
      line++
      lineStart = at + 1
    }
  }
  return tags
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at
  return pattern.exec(text) ?? undefined
}
