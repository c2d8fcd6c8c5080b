import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import * as z from 'zod/mini'

const require = createRequire(path.join(__dirname, 'package.json'))

/** Installs the packer into this folder, in the version of its lock file, unless it is there. */
export function installPacker(): void {
  const pinned = manifest.parse(json(path.join(__dirname, 'package.json'))).dependencies['miniprogram-ci']
  const installed = path.join(__dirname, 'node_modules/miniprogram-ci/package.json')
  if (existsSync(installed) && version.parse(json(installed)).version === pinned) return
  console.log(`Installing miniprogram-ci ${pinned}: 276 MB, once …`)
  // Its install scripts build what compiling does not need.
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-fund', '--no-audit'], {
    cwd: __dirname,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
}

const manifest = z.object({ dependencies: z.object({ 'miniprogram-ci': z.string() }) })
const version = z.object({ version: z.string() })
const json = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'))

const compiled = z.object({ problems: z.array(z.string()), sizes: z.record(z.string(), z.number()) })
export type Compiled = z.infer<typeof compiled>

/** Two minutes: it takes some seconds, and hangs rather than fails when it cannot work at all. */
const compileTimeoutMs = 120_000

/** What the packer says of a project, and how large each file is that it would upload, in bytes. */
export function compileProject(project: string): Compiled {
  const folder = mkdtempSync(path.join(tmpdir(), 'packer-'))
  try {
    const output = execFileSync(process.execPath, [path.join(__dirname, 'compile.cjs'), project], {
      cwd: folder,
      encoding: 'utf8',
      timeout: compileTimeoutMs,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    return compiled.parse(JSON.parse(output.trim().split('\n').at(-1) ?? ''))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const verdict = z.object({
  /** Keys that the schema does not know. */
  warning: z.string(),
  error: z.array(z.object({ errorType: z.string(), errorProperty: z.string() })),
})

/** What the packer's schema of one kind of settings says of a value: nothing, when it is right. */
export function schemaProblems(
  kind: 'app' | 'page' | 'projectconfig' | 'sitemap' | 'theme',
  value: unknown,
): string[] {
  const module = 'miniprogram-ci/dist/modules/corecompiler/original/validate/schemaValidate.js'
  const { warning, error } = verdict.parse(require(module).schemaValidate(kind, value))
  return [
    ...(warning ? [`unknown: ${warning}`] : []),
    ...error.map(({ errorType, errorProperty }) => `${errorProperty || '(file)'}: ${errorType}`),
  ]
}
