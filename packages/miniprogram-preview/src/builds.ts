import { existsSync } from 'node:fs'
import { compileApp } from './compile/app'
import { AppProblems } from './compile/problems'
import type { Change, Problem, Program } from './program'
import { watchFolder } from 'loopback-guard/watch'

/** The result of compiling the app: the program, or the problems that stopped it. */
export type Build =
  { program: Program; css: string; fingerprint: string } | { number: number; problems: Problem[] }

/** True for a build with problems. */
export function isBroken(build: Build): build is { number: number; problems: Problem[] } {
  return 'problems' in build
}

/** Compiles the app now and after every change in its folder, and tells the listeners about each new build. */
export class Builds {
  latest: Build
  private number = 0
  private readonly listeners = new Set<(change: Change, ms: number) => void>()
  private readonly stop: () => void

  /** Raises an error when `dir` does not exist. */
  constructor(private readonly dir: string) {
    if (!existsSync(dir)) throw new Error(`There is no folder ${dir}: build the app first (npm run build).`)
    this.latest = this.compile()
    this.stop = watchFolder(dir, () => this.rebuild())
  }

  /** The number of the latest build. */
  get id(): number {
    return isBroken(this.latest) ? this.latest.number : this.latest.program.build
  }

  /** Calls `listener` with each change and its build time in milliseconds. Gives a function that stops this. */
  onChange(listener: (change: Change, ms: number) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Makes all phones load the app again although it has not changed. */
  reload(): void {
    const number = ++this.number
    if (isBroken(this.latest)) this.latest = { ...this.latest, number }
    else this.latest = { ...this.latest, program: { ...this.latest.program, build: number } }
    this.tell({ build: number, kind: 'program' }, 0)
  }

  close(): void {
    this.stop()
  }

  private tell(change: Change, ms: number): void {
    for (const listener of this.listeners) listener(change, ms)
  }

  private rebuild(): void {
    // Some builds delete the folder first. It will be back soon, and that is a change of its own.
    if (!existsSync(this.dir)) return
    const startMs = performance.now()
    const before = this.latest
    this.latest = this.compile()
    const kind = difference(before, this.latest)
    if (kind === 'none') return
    this.tell({ build: this.id, kind }, performance.now() - startMs)
  }

  private compile(): Build {
    const number = ++this.number
    try {
      const compiled = compileApp(this.dir)
      return { ...compiled, program: { ...compiled.program, build: number } }
    } catch (error) {
      if (!(error instanceof AppProblems)) throw error
      return { number, problems: error.problems }
    }
  }
}

function difference(before: Build, after: Build): Change['kind'] | 'none' {
  if (isBroken(before) || isBroken(after))
    return JSON.stringify(before) === JSON.stringify(after) ? 'none' : 'program'
  if (before.fingerprint !== after.fingerprint) return 'program'
  return before.css === after.css ? 'none' : 'styles'
}
