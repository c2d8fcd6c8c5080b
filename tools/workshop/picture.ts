import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { languages, type Language } from './text'

const folder = path.resolve(__dirname, '../../workshop/pictures')
/** What is said in one language: a word in the picture, or what the picture shows for those who do not see it. */
const said = (language: Language) =>
  new RegExp(`<(text|title)\\b[^>]* lang="${language}"[^>]*>[^<]+</\\1>`, 'g')
const arrow =
  '<marker id="arrow" viewBox="0 0 8 8" refX="6" refY="4" markerWidth="8" markerHeight="8" orient="auto-start-reverse" ' +
  'markerUnits="userSpaceOnUse"><path d="M0 0l8 4-8 4z" fill="context-stroke" /></marker>'

/**
 * Gives a picture of `workshop/pictures/` in one language. It stands in the page itself, so that its colours are the
 * page's. Raises an error when there is none of this name, when it has no title, or when it says something in one language
 * only.
 */
export async function pictureHtml(name: string, language: Language): Promise<string> {
  const svg = await readFile(path.join(folder, `${name}.svg`), 'utf8').catch(() => {
    throw new Error(`there is no picture ${name}`)
  })
  const counts = languages.map((each) => svg.match(said(each))?.length ?? 0)
  if (new Set(counts).size > 1) throw new Error(`the picture ${name} does not say the same in both languages`)
  const title = new RegExp(`<title lang="${language}">([^<]+)</title>`).exec(svg)?.[1]
  if (!title) throw new Error(`the picture ${name} has no title`)
  const others = languages.filter((each) => each !== language)
  const own = others.reduce((text, other) => text.replace(said(other), ''), svg)
  // A blank line would end the picture for the reader of Markdown.
  const lines = own
    .replace(/<title.*<\/title>/, arrow)
    .split('\n')
    .filter((line) => line.trim())
  return `<figure>\n${lines.join('\n').replace('role="img"', `role="img" aria-label="${title}"`)}\n</figure>`
}
