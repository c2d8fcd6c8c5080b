import { existsSync, readFileSync } from 'node:fs'
import { SourceMap, type SourceMapping } from 'node:module'
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
    return file === undefined || isForeign(file) ? [] : written(file, Number(line), Number(column))
  })
  return frames.slice(0, maxLines)
}

/** The SDK, other packages, and the process in which the function runs. */
const isForeign = (file: string) => /(^|[\\/])node_modules[\\/]/.test(file) || file.startsWith(__dirname)

/** The line that somebody wrote; none where the code is a package's, or the source map knows no source. */
function written(file: string, line: number, column: number): string[] {
  if (!existsSync(`${file}.map`)) return [`${relative('', file)}:${line}`]
  const map = new SourceMap(JSON.parse(readFileSync(`${file}.map`, 'utf8')))
  const entry: Partial<SourceMapping> = map.findEntry(line - 1, column - 1)
  const source = entry.originalSource?.replace(/^(\.\.?\/)+/, '')
  if (source === undefined || isForeign(source)) return []
  return [`${source}:${Number(entry.originalLine) + 1}`]
}
