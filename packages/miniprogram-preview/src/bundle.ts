import { join } from 'node:path'
import { rolldown } from 'rolldown'

/** JavaScript for the browser: the runtime of a phone, and the shell around the phones. */
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
    // The runtime uses eval on purpose: compiled templates and the app's modules reach it as text.
    checks: { eval: false },
  })
  const { output } = await build.generate({ format: 'iife', sourcemap: 'inline' })
  await build.close()
  return output[0].code
}
