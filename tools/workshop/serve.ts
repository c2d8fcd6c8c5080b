import type { IncomingMessage, ServerResponse } from 'node:http'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { HttpError, sendJson, type Handler } from 'loopback-guard'
import { bundle } from '../build/bundle'
import type { Chapter } from './chapter'
import { docHtml, docsAddress, isDoc } from './docs'
import { lessonHtml } from './lesson'
import type { Session } from './session'
import { differencesToSolution } from './solution'
import type { State } from './state'
import { languages, type Language } from './text'

const page = path.join(__dirname, 'page')

/** The workshop's page at `/workshop`, and what it asks for. `follow` calls back with each new state until it is stopped. */
export async function workshopHandler(
  chapters: readonly Chapter[],
  session: Session,
  follow: (tell: (state: State) => void) => () => void,
): Promise<Handler> {
  const script = await pageScript()
  const send = (res: ServerResponse, type: string, body: string) => {
    res.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' })
    res.end(body)
  }
  const get: Record<string, (url: URL, res: ServerResponse) => unknown> = {
    '/workshop': async (_, res) =>
      send(res, 'text/html', await readFile(path.join(page, 'page.html'), 'utf8')),
    '/workshop/page.css': async (_, res) =>
      send(res, 'text/css', await readFile(path.join(page, 'page.css'), 'utf8')),
    '/workshop/page.js': (_, res) => send(res, 'text/javascript', script),
    '/workshop/lesson': async (url, res) =>
      send(res, 'text/html', await lessonHtml(chapters, session.state.chapter, languageOf(url))),
    '/workshop/solution': async (_, res) =>
      sendJson(res, await differencesToSolution(chapters, session.state.chapter, session.folder)),
    '/workshop/states': (_, res) => {
      res.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
      const tell = (state: State) => res.write(`data: ${JSON.stringify(state)}\n\n`)
      tell(session.state)
      res.on('close', follow(tell))
    },
  }
  const post: Record<string, (url: URL, res: ServerResponse) => unknown> = {
    '/workshop/chapter': async (url, res) => {
      const id = url.searchParams.get('id') ?? ''
      if (!chapters.some((chapter) => chapter.id === id))
        throw new HttpError(404, `There is no chapter ${id}.`)
      await session.go(id)
      sendJson(res, {})
    },
    '/workshop/restart': async (_, res) => sendJson(res, { kept: await session.restart() }),
  }
  return async (req: IncomingMessage, res: ServerResponse, url: URL) => {
    const doc = url.pathname.startsWith(docsAddress) ? url.pathname.slice(docsAddress.length) : ''
    if (req.method === 'GET' && isDoc(doc)) {
      send(res, 'text/html', await docHtml(doc))
      return true
    }
    const answer = (req.method === 'POST' ? post : req.method === 'GET' ? get : {})[url.pathname]
    await answer?.(url, res)
    return answer !== undefined
  }
}

const languageOf = (url: URL): Language =>
  languages.find((language) => language === url.searchParams.get('language')) ?? 'en'

/** The page's own code, as the browser runs it. */
async function pageScript(): Promise<string> {
  const { files } = await bundle(
    { input: path.join(page, 'page.ts'), platform: 'browser' },
    { format: 'esm', entryFileNames: 'page.js' },
  )
  return String(files.get('page.js'))
}
