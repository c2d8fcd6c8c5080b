import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { Marked } from 'marked'
import { docsAddress, isDoc } from './docs'
import { pictureHtml } from './picture'
import { between, withoutMarks } from './regions'
import type { Chapter } from './chapter'
import type { Language } from './text'
import { chaptersFolder, fileOf } from './tree'

/**
 * A line of a lesson that stands for code: a file of the chapter, or a marked region of it, or the lines of a file of the
 * product from the first one that holds a text to the next one that is the other text, indented
 * alike.
 */
const inclusion = /^<<< (start|solution|product)\/(\S+?)(?:#(\w+)| from "(.+)" to "(.+)")?$/gm

/** A lesson stays where it is when a page that it names is opened. */
const reader = new Marked({
  renderer: {
    link({ href, tokens }) {
      return `<a href="${href}" target="_blank">${this.parser.parseInline(tokens)}</a>`
    },
  },
  walkTokens(token) {
    if (token.type !== 'link') return
    const href = String(token.href)
    if (!href.startsWith(docsAddress) || !isDoc(href.slice(docsAddress.length)))
      throw new Error(`the link ${href} leads nowhere`)
  },
})

/** A line of a lesson that stands for a picture. */
const drawing = /^<<< picture (\S+)$/gm

/**
 * Gives a lesson as HTML. Its code is taken from files that are tried, so that it cannot go stale. Raises an error that
 * names a file, a region, a line, a picture or a page that is not there.
 */
export async function lessonHtml(
  chapters: readonly Chapter[],
  id: string,
  language: Language,
): Promise<string> {
  let markdown = await readFile(path.join(chaptersFolder, id, `lesson.${language}.md`), 'utf8')
  for (const [line, step, name, region, from, to] of markdown.matchAll(inclusion)) {
    const file = String(name)
    const source = await fileOf(
      chapters,
      id,
      step === 'start' || step === 'product' ? step : 'solution',
      file,
    )
    if (source === undefined) throw new Error(`${id}: there is no ${step}/${file}`)
    const code = region ? between(source, region) : from && to ? lines(source, from, to) : source
    if (code === undefined)
      throw new Error(`${id}: ${step}/${file} has no ${region ?? `“${from}” … “${to}”`}`)
    const shown = unindented(withoutMarks(code))
    markdown = markdown.replace(line, () => `<p class="file">${file}</p>\n\n\`\`\`ts\n${shown}\n\`\`\``)
  }
  for (const [line, name] of markdown.matchAll(drawing)) {
    const picture = await pictureHtml(String(name), language)
    markdown = markdown.replace(line, () => picture)
  }
  return reader.parse(markdown, { async: false })
}

function lines(source: string, from: string, to: string): string | undefined {
  const all = source.split('\n')
  const first = all.findIndex((line) => line.includes(from))
  const indent = /^ */.exec(all[first] ?? '')?.[0] ?? ''
  const last = all.findIndex((line, index) => index >= first && line === indent + to)
  return first < 0 || last < 0 ? undefined : all.slice(first, last + 1).join('\n')
}

function unindented(code: string): string {
  const lines = code.trimEnd().split('\n')
  const indent = Math.min(...lines.filter(Boolean).map((line) => line.search(/\S/)))
  return lines.map((line) => line.slice(indent)).join('\n')
}
