import { readFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { extname, join, resolve, sep } from 'node:path'
import { HttpError, sendJson, type Handler } from 'loopback-guard'
import { isBroken, type Builds } from './builds'
import type { BrowserCode } from './bundle'
import { forTheme } from './compile/styles'
import type { Change, ProgramAnswer, Theme } from './program'

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.map': 'application/json',
  '.gif': 'image/gif',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
}

/** Makes the handler for all paths of the preview. */
export function previewHandler(app: string, builds: Builds, code: BrowserCode): Handler {
  const file = (path: string) => readFile(join(__dirname, path), 'utf8')
  const pages: Record<string, (url: URL, res: ServerResponse) => void | Promise<void>> = {
    '/': async (_, res) => send(res, '.html', await file('shell/shell.html')),
    '/phone': async (url, res) => {
      const html = await file('runtime/phone.html')
      send(res, '.html', html.replaceAll('{theme}', themeOf(url)))
    },
    '/preview/shell.css': async (_, res) => send(res, '.css', await file('shell/shell.css')),
    '/preview/cloud.css': async (_, res) => send(res, '.css', await file('shell/cloud.css')),
    '/preview/phone.css': async (_, res) => send(res, '.css', await file('runtime/phone.css')),
    '/preview/parts.css': async (_, res) => send(res, '.css', await file('runtime/parts.css')),
    '/preview/program.json': (_, res) => sendJson(res, programAnswer(builds)),
    '/preview/app.css': (url, res) => {
      const { latest } = builds
      send(res, '.css', isBroken(latest) ? '' : forTheme(latest.css, themeOf(url)))
    },
    '/preview/changes': (url, res) => followChanges(builds, Number(url.searchParams.get('build')), res),
  }
  return async (req, res, url) => {
    if (req.method !== 'GET') return false
    const page = pages[url.pathname]
    const script = code[url.pathname.replace(/^\/preview\//, '')]
    if (page) await page(url, res)
    else if (script !== undefined) send(res, '.js', script)
    else if (url.pathname.startsWith('/preview/app/')) await sendAsset(app, url, res)
    else return false
    return true
  }
}

function programAnswer({ latest }: Builds): ProgramAnswer {
  return isBroken(latest) ? { build: latest.number, problems: latest.problems } : { program: latest.program }
}

function themeOf(url: URL): Theme {
  return url.searchParams.get('theme') === 'dark' ? 'dark' : 'light'
}

function send(res: ServerResponse, extension: string, body: string | Buffer): void {
  res.writeHead(200, {
    'content-type': types[extension] ?? 'application/octet-stream',
    'cache-control': 'no-store',
  })
  res.end(body)
}

/** Sends server-sent events. A page that shows an older build than the latest one gets a change at once. */
function followChanges(builds: Builds, shownBuild: number, res: ServerResponse): void {
  res.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  const tell = (change: Change) => res.write(`data: ${JSON.stringify(change)}\n\n`)
  res.write('retry: 500\n\n')
  if (shownBuild !== builds.id) tell({ build: builds.id, kind: 'program' })
  res.on('close', builds.onChange(tell))
}

/** Sends an image or a source map of the app. Raises an HttpError (404) for any other file, also outside the app. */
async function sendAsset(app: string, url: URL, res: ServerResponse): Promise<void> {
  const path = resolve(app, decodeURIComponent(url.pathname.slice('/preview/app/'.length)))
  const extension = extname(path).toLowerCase()
  const isAsset = extension === '.map' || types[extension]?.startsWith('image/')
  const body = isAsset && path.startsWith(app + sep) ? await readFile(path).catch(() => undefined) : undefined
  if (!body)
    throw new HttpError(
      404,
      `The app has no such image or source map: ${url.pathname.slice('/preview/app'.length)}.`,
    )
  send(res, extension, body)
}
