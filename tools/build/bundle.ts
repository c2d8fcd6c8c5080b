import { rolldown, type InputOptions, type OutputOptions } from 'rolldown'
import type { Files } from './output'

export interface Bundle {
  files: Files
  /** The source files that are in it. */
  sources: string[]
}

/** Bundles in memory. Raises an error for any warning, so that no warning goes unnoticed. */
export async function bundle(input: InputOptions, output: OutputOptions): Promise<Bundle> {
  const build = await rolldown({
    ...input,
    // A warning is an error, and that a machine is slow is neither.
    checks: { bundlerTimings: false },
    onLog(_level, { message }) {
      throw new Error(message)
    },
  })
  try {
    const { output: parts } = await build.generate(output)
    return {
      files: new Map(parts.map((part) => [part.fileName, part.type === 'chunk' ? part.code : part.source])),
      sources: parts.flatMap((part) => (part.type === 'chunk' ? part.moduleIds : [])),
    }
  } finally {
    await build.close()
  }
}
