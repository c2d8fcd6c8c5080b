import { join } from 'node:path'
import { rolldown } from 'rolldown'

/**
 * JavaScript for the browser by file name: `runtime.js`, a phone, with the parts that it loads when they are used, and
 * `shell.js`, the desk around the phones.
 */
export type BrowserCode = Record<string, string>

/** Bundles the browser code from its sources, with inline source maps. */
export async function bundleBrowserCode(): Promise<BrowserCode> {
  const build = await rolldown({
    input: { runtime: join(__dirname, 'runtime/main.ts'), shell: join(__dirname, 'shell/main.ts') },
    platform: 'browser',
    transform: { define: { 'process.env.NODE_ENV': '"development"' } },
    // The runtime uses eval on purpose: compiled templates and the app's modules reach it as text.
    checks: { eval: false },
  })
  const { output } = await build.generate({
    format: 'es',
    sourcemap: 'inline',
    entryFileNames: '[name].js',
    chunkFileNames: 'part-[name].js',
  })
  await build.close()
  return Object.fromEntries(
    output.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file.code] as const] : [])),
  )
}
