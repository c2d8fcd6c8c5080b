import { rolldown, type InputOptions, type OutputOptions } from 'rolldown'
import type { Files } from './output'

/** Bundles in memory and gives the files. Raises an error for any warning, so that no warning goes unnoticed. */
export async function bundle(input: InputOptions, output: OutputOptions): Promise<Files> {
  const build = await rolldown({
    ...input,
    onLog(_level, { message }) {
      throw new Error(message)
    },
  })
  try {
    const { output: parts } = await build.generate(output)
    return new Map(parts.map((part) => [part.fileName, part.type === 'chunk' ? part.code : part.source]))
  } finally {
    await build.close()
  }
}
