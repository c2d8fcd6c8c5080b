import { join } from 'node:path'
import { rolldown } from 'rolldown'

/** The preview's own browser code: the phone's runtime and the shell. */
export interface BrowserCode {
  runtime: string
  shell: string
}

/** Bundles the browser code from its sources, with inline source maps. */
export async function bundleBrowserCode(): Promise<BrowserCode> {
  const [runtime, shell] = await Promise.all([bundle('runtime/main.ts'), bundle('shell/main.ts')])
  return { runtime, shell }
}

async function bundle(entry: string): Promise<string> {
  const build = await rolldown({
    input: join(__dirname, entry),
    platform: 'browser',
    transform: { define: { 'process.env.NODE_ENV': '"development"' } },
    // The template functions and the app's modules are text that is evaluated: that is their purpose.
    checks: { eval: false },
  })
  const { output } = await build.generate({ format: 'iife', sourcemap: 'inline' })
  await build.close()
  return output[0].code
}
