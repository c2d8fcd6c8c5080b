import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { marked } from 'marked'
import { between, withoutMarks } from './regions'
import type { Language } from './text'
import { chaptersFolder, layers } from './tree'

/** A line of a lesson that stands for code: `<<< solution/cloudfunctions/notes/index.ts#read`. */
const inclusion = /^<<< (start|solution)\/(\S+?)(?:#(\w+))?$/gm

/**
 * Gives a lesson as HTML. Its code is taken from the chapter's own files, which are tried, so that it cannot go stale. Raises
 * an error that names a file or a region that is not there.
 */
export async function lessonHtml(
  chapters: readonly { id: string }[],
  id: string,
  language: Language,
): Promise<string> {
  let markdown = await readFile(path.join(chaptersFolder, id, `lesson.${language}.md`), 'utf8')
  for (const [line, step, file, region] of markdown.matchAll(inclusion)) {
    const code = await codeOf(chapters, id, step === 'start' ? 'start' : 'solution', String(file), region)
    markdown = markdown.replace(line, () => `<p class="file">${file}</p>\n\n\`\`\`ts\n${code}\n\`\`\``)
  }
  return marked.parse(markdown, { async: false })
}

async function codeOf(
  chapters: readonly { id: string }[],
  id: string,
  step: 'start' | 'solution',
  file: string,
  region: string | undefined,
): Promise<string> {
  for (const layer of layers(chapters, id, step).reverse()) {
    const source = await readFile(path.join(layer, file), 'utf8').catch(() => undefined)
    if (source === undefined) continue
    const code = region === undefined ? source : between(source, region)
    if (code === undefined) throw new Error(`${id}: ${step}/${file} has no region ${region}`)
    return unindented(withoutMarks(code))
  }
  throw new Error(`${id}: there is no ${step}/${file}`)
}

function unindented(code: string): string {
  const lines = code.trimEnd().split('\n')
  const indent = Math.min(...lines.filter(Boolean).map((line) => line.search(/\S/)))
  return lines.map((line) => line.slice(indent)).join('\n')
}
