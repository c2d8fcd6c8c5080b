import { spawnSync } from 'node:child_process'
import { chmodSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { build, folders } from '.'

/*
 * npm run markup: compiles every .wxml and .wxss of dist/miniprogram with WeChat's own compilers, wcc and wcsc. DevTools
 * uses the same compilers, so this finds what DevTools would refuse. The package miniprogram-compiler contains them for
 * Linux, macOS and Windows.
 */

const binaries = path.join(
  path.dirname(require.resolve('miniprogram-compiler/package.json')),
  'bin',
  { darwin: 'mac', win32: 'windows' }[process.platform as string] ?? 'linux',
)

/** Compiles a file. Gives the compiler's error message, or undefined when it succeeds. */
function compile(tool: 'wcc' | 'wcsc', options: string[]): string | undefined {
  const binary = path.join(binaries, process.platform === 'win32' ? `${tool}.exe` : tool)
  chmodSync(binary, 0o755) // the package is published without the executable bit
  const { status, error, stderr } = spawnSync(binary, options, {
    cwd: folders.miniprogram,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  return status === 0 ? undefined : (error?.message ?? stderr.trim())
}

async function main(): Promise<void> {
  await build()
  const files = await readdir(folders.miniprogram, { recursive: true })
  const ending = (end: string) => files.filter((file) => file.endsWith(end)).map((file) => `./${file}`)
  const [pages, styles, scripts] = [ending('.wxml'), ending('.wxss'), ending('.wxs')]
  const problems = [
    ...pages.map((file) => ({ file, says: compile('wcc', ['-d', file, ...scripts]) })),
    ...styles.map((file) => ({
      file,
      says: compile('wcsc', ['-lc', '-js', file, ...styles.filter((other) => other !== file)]),
    })),
  ].filter(({ says }) => says !== undefined)
  for (const { file, says } of problems) console.error(`${file}: ${says}`)
  console.log(
    `markup: ${pages.length} wxml and ${styles.length} wxss files, ${problems.length} with problems`,
  )
  if (problems.length > 0) process.exitCode = 1
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
