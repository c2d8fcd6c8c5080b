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
    const modules = parts.flatMap((part) => (part.type === 'chunk' ? part.moduleIds : []))
    return {
      files: new Map(parts.map((part) => [part.fileName, part.type === 'chunk' ? part.code : part.source])),
      // What the bundler itself adds is no file, and has a zero character in front of its name.
      sources: modules.filter((id) => !id.startsWith('\0')),
    }
  } finally {
    await build.close()
  }
}
