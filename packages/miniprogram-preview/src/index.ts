import type { IncomingMessage, ServerResponse } from 'node:http'
import { resolve } from 'node:path'
import { Builds, isBroken } from './builds'
import { browserCode } from './browser-code'
import type { Problem } from './program'
import { previewHandler } from './serve'

export { compileApp } from './compile/app'
export { AppProblems, describe } from './compile/problems'
export type { Problem } from './program'

/** Answers a request it knows and gives true; gives false, untouched, for one it does not. */
export type Handler = (req: IncomingMessage, res: ServerResponse, url: URL) => Promise<boolean> | boolean

export interface Preview {
  /** Serves the shell at `/`, a phone at `/phone`, and what they need under `/preview/`. */
  handler: Handler
  /** What is wrong with the app now; empty while it runs. */
  problems(): Problem[]
  /** Calls back after each build that changed something, with its duration in milliseconds. */
  onBuild(listener: (problems: Problem[], ms: number) => void): void
  /** Has the phones open their pages anew, so that they ask again: for when what answers them has changed. */
  reload(): void
  close(): void
}

/**
 * Opens the preview of the mini program in the folder `app`, and follows its changes until it is closed. An app that
 * does not compile is shown as its problems. Raises when there is no such folder.
 *
 * @example
 * const preview = await openPreview({ app: 'dist/miniprogram' })
 * createServer(async (req, res) => {
 *   const known = await preview.handler(req, res, new URL(req.url ?? '/', 'http://127.0.0.1:8350'))
 *   if (!known) res.writeHead(404).end()
 * }).listen(8350, '127.0.0.1')
 */
export async function openPreview({ app }: { app: string }): Promise<Preview> {
  const builds = new Builds(resolve(app))
  const problems = () => (isBroken(builds.latest) ? builds.latest.problems : [])
  return {
    handler: previewHandler(resolve(app), builds, await browserCode()),
    problems,
    onBuild: (listener) => builds.onChange((_, ms) => listener(problems(), ms)),
    reload: () => builds.reload(),
    close: () => builds.close(),
  }
}
