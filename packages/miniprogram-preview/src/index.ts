import type { IncomingMessage, ServerResponse } from 'node:http'
import { resolve } from 'node:path'
import { Builds, isBroken } from './builds'
import { browserCode } from './browser-code'
import type { Problem } from './program'
import { previewHandler } from './serve'

export { compileApp } from './compile/app'
export { AppProblems } from './compile/problems'
export { describe } from './describe'
export type { Language, Problem } from './program'
export type { AimedCall, Attack, Filter, Stage, Text } from './stage'

/** Answers a request for one of its paths and gives true. Leaves any other request alone and gives false. */
export type Handler = (req: IncomingMessage, res: ServerResponse, url: URL) => Promise<boolean> | boolean

export interface Preview {
  /** Serves the shell at `/`, a phone at `/phone`, and the files of both under `/preview/`. */
  handler: Handler
  /** Gives what is wrong with the latest build of the app; empty when it has no problems. */
  problems(): Problem[]
  /** Calls `listener` after each build that changed something, with its problems and its time in milliseconds. */
  onBuild(listener: (problems: Problem[], ms: number) => void): void
  /** Makes the phones load the app again. For use when the cloud functions have changed but the app has not. */
  reload(): void
  /** Stops following changes. */
  close(): void
}

/**
 * Opens the preview of the mini program in the folder `app`, and follows its changes until it is closed. If the app
 * does not compile, the phones show the problems instead. Raises an error when the folder does not exist.
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
