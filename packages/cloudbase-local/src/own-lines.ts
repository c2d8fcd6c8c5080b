import { existsSync, readFileSync } from 'node:fs'
import { SourceMap } from 'node:module'
import { relative } from 'node:path'

/** More would be the platform's way to the function, and nothing about the request. */
const maxLines = 6

const frame = /(?:\(|at (?:async )?)((?:\/|[A-Za-z]:[\\/]).+?):(\d+):(\d+)\)?$/

/**
 * Gives the lines of a function's own code in a stack, innermost first, each like `common/owned.ts:120`. Where there is a
 * source map beside the code, these are the lines that somebody wrote.
 */
export function ownLines(stack: string): string[] {
  const frames = stack.split('\n').flatMap((text) => {
    const [, file, line, column] = frame.exec(text) ?? []
    return file === undefined || isForeign(file) ? [] : [{ file, line: Number(line), column: Number(column) }]
  })
  return frames
    .slice(0, maxLines)
    .map(({ file, line, column }) => written(file, line, column) ?? `${relative('', file)}:${line}`)
}

/** The SDK, other packages, and the process in which the function runs. */
const isForeign = (file: string) => /[\\/]node_modules[\\/]/.test(file) || file.startsWith(__dirname)

function written(file: string, line: number, column: number): string | undefined {
  if (!existsSync(`${file}.map`)) return undefined
  const entry = new SourceMap(JSON.parse(readFileSync(`${file}.map`, 'utf8'))).findEntry(line - 1, column - 1)
  if (!('originalSource' in entry)) return undefined
  return `${entry.originalSource.replace(/^(\.\.?\/)+/, '')}:${entry.originalLine + 1}`
}
