import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { Marked } from 'marked'

const folder = path.resolve(__dirname, '../../docs')
/** Where the workshop serves the pages of `docs/`. */
export const docsAddress = '/workshop/docs/'

/** Whether `docs/` has a page of this name, like `teaching.md`. */
export const isDoc = (name: string): boolean =>
  /^[\w-]+(\.zh-CN)?\.md$/.test(name) && existsSync(path.join(folder, name))

/** Links lead to other pages of `docs/`; whatever else a page refers to in the project stands there as its name. */
const reader = new Marked({
  renderer: {
    link: ({ href, text }) => (isDoc(href) || href.startsWith('https:') ? false : `<code>${text}</code>`),
  },
})

/** A page of `docs/` as HTML. */
export async function docHtml(name: string): Promise<string> {
  const markdown = await readFile(path.join(folder, name), 'utf8')
  const language = name.endsWith('.zh-CN.md') ? 'zh-CN' : 'en'
  const title = /^# (.+)$/m.exec(markdown)?.[1] ?? name
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width" />
<title>${title}</title>
<link rel="stylesheet" href="/workshop/page.css" />
<body class="doc">
<main>${await reader.parse(markdown)}</main>
</body>
</html>`
}
