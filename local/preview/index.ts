import { resolve } from 'node:path'
import type { Handler } from '../http'
import { Builds, isBroken } from './builds'
import { bundleBrowserCode } from './bundle'
import type { Problem } from './program'
import { previewHandler } from './serve'

export { compileApp } from './compile/app'
export { AppProblems, describe } from './compile/problems'
export type { Problem } from './program'

export interface Preview {
  /** Serves the shell at `/`, a phone at `/phone`, and what they need under `/preview/`. */
  handler: Handler
  /** What is wrong with the app now; empty while it runs. */
  problems(): Problem[]
  /** Calls back after each build that changed something, with its duration in milliseconds. */
  onBuild(listener: (problems: Problem[], ms: number) => void): void
  close(): void
}

/**
 * Opens the preview of the mini program in the folder `app`, and follows its changes until it is closed. An app that
 * does not compile is shown as its problems. Raises when there is no such folder.
 */
export async function openPreview({ app }: { app: string }): Promise<Preview> {
  const builds = new Builds(resolve(app))
  const problems = () => (isBroken(builds.latest) ? builds.latest.problems : [])
  return {
    handler: previewHandler(resolve(app), builds, await bundleBrowserCode()),
    problems,
    onBuild: (listener) => builds.onChange((_, ms) => listener(problems(), ms)),
    close: () => builds.close(),
  }
}
