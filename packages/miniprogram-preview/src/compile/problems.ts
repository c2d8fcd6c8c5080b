import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parse, type ParseError } from 'jsonc-parser'
import { describe } from '../describe'
import type { Problem } from '../program'
import { NpmPackages } from './npm'

/** The app does not compile. Holds all problems, each with its file and, if known, its line. */
export class AppProblems extends Error {
  override name = 'AppProblems'
  constructor(readonly problems: Problem[]) {
    super(problems.map(describe).join('\n'))
  }
}

/**
 * Reads the files of an app and of the npm packages that it uses. It collects problems instead of raising them, so that
 * one build can report them all.
 */
export class Sources {
  readonly problems: Problem[] = []
  /** What works here and may not work on a phone, or the other way round. */
  readonly warnings: Problem[] = []
  private readonly texts = new Map<string, string | undefined>()
  private readonly packages: NpmPackages

  constructor(readonly dir: string) {
    this.packages = new NpmPackages(dir)
  }

  report(file: string, message: string, line?: number, column?: number): void {
    this.problems.push(problem(file, message, line, column))
  }

  /** Warns once of the same thing at the same place. */
  warn(file: string, message: string, line?: number, column?: number): void {
    const warning = problem(file, message, line, column)
    if (!this.warnings.some((known) => describe(known) === describe(warning))) this.warnings.push(warning)
  }

  has(file: string): boolean {
    return isFile(join(this.dir, file)) || this.packages.find(file) !== undefined
  }

  /** Gives the text of a file, or undefined when the file does not exist. */
  find(file: string): string | undefined {
    if (!this.texts.has(file)) this.texts.set(file, this.read(file))
    return this.texts.get(file)
  }

  private read(file: string): string | undefined {
    const own = join(this.dir, file)
    return isFile(own) ? readFileSync(own, 'utf8') : this.packages.find(file)?.text()
  }

  /** Gives a hash of all files that were read, except the stylesheets. */
  fingerprint(): string {
    const hash = createHash('sha256')
    for (const [file, text] of this.texts)
      if (!file.endsWith('.wxss')) hash.update(`${file}\0${text ?? ''}\0`)
    return hash.digest('hex')
  }

  /**
   * Gives the object in a JSON file. Gives `{}` after reporting a problem, and for an optional file that is missing.
   */
  json(file: string, { optional = false } = {}): Record<string, unknown> {
    const text = this.find(file)
    if (text === undefined) {
      if (!optional) this.report(file, 'is missing')
      return {}
    }
    try {
      const value: unknown = JSON.parse(text)
      if (isRecord(value)) return value
      this.report(file, 'must hold a JSON object', 1)
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
      this.report(file, ...jsonError(text, error.message))
    }
    return {}
  }
}

function problem(file: string, message: string, line?: number, column?: number): Problem {
  const at = { ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) }
  return { file, ...at, message }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * JSON.parse does not always say where it failed. When it does not, another parser reads the text to find the place.
 */
function jsonError(text: string, message: string): [message: string, line?: number, column?: number] {
  const offset = /at position (\d+)/.exec(message)?.[1]
  if (offset !== undefined) return [`is not JSON: ${message}`, ...placeOf(text, Number(offset))]
  const errors: ParseError[] = []
  parse(text, errors)
  return [`is not JSON: ${message}`, ...placeOf(text, errors[0]?.offset ?? text.length)]
}

function placeOf(text: string, offset: number): [line: number, column: number] {
  const lines = text.slice(0, offset).split('\n')
  return [lines.length, (lines.at(-1)?.length ?? 0) + 1]
}
