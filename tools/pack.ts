import { execFileSync } from 'node:child_process'
import { mkdtemp, mkdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { bundleBrowserCode } from '../packages/miniprogram-preview/src/bundle'
import { bundle } from './build/bundle'
import { writeFiles, type Files } from './build/output'

const root = path.resolve(__dirname, '..')
const packedFolder = path.join(root, 'dist/packages')

const help = `npm run pack

Builds packages/cloudbase-local and packages/miniprogram-preview into their dist/, and packs each into dist/packages/ as
npm would publish it. "npm install FILE.tgz" in any folder then gives the command of the same name.`

/** The files of a package besides its compiled code. */
interface Extras {
  /** Files that the code reads at run time, relative to the folder of its sources. */
  assets: string[]
  /** Makes further files, by their path in dist/. */
  generate?: () => Promise<Files>
}

const packages: Record<string, Extras> = {
  'cloudbase-local': { assets: ['worker.cjs', 'sdk.cjs'] },
  'miniprogram-preview': {
    assets: [
      'shell/shell.html',
      'shell/shell.css',
      'shell/cloud.css',
      'runtime/phone.html',
      'runtime/phone.css',
      'runtime/parts.css',
    ],
    async generate() {
      const code = Object.entries(await bundleBrowserCode())
      return new Map(code.map(([file, text]) => [`browser/${file}`, text]))
    },
  },
}

/**
 * Makes a package's dist/: JavaScript for Node, its types, and the files that it reads. loopback is not published, so
 * its code is bundled into each package that uses it.
 */
async function buildPackage(folder: string, { assets, generate }: Extras): Promise<void> {
  const source = path.join(folder, 'src')
  const { files: code } = await bundle(
    {
      input: { index: path.join(source, 'index.ts'), main: path.join(source, 'main.ts') },
      platform: 'node',
      transform: { target: 'node20' },
      resolve: { conditionNames: ['source', 'import', 'node'] },
      // A packed package contains its browser code, so it never needs the module that bundles it.
      external: [...(await dependencies(folder)), /^node:/, './bundle'],
    },
    { format: 'cjs', exports: 'named', entryFileNames: '[name].js', chunkFileNames: '[name].js' },
  )
  const files = new Map([...code, ...(await types(folder)), ...((await generate?.()) ?? [])])
  for (const asset of assets) files.set(asset, await readFile(path.join(source, asset)))
  await writeFiles(path.join(folder, 'dist'), files)
}

/**
 * Gives patterns for the package's dependencies and the modules in them. npm installs these, so they are not bundled.
 */
async function dependencies(folder: string): Promise<RegExp[]> {
  const { dependencies = {}, peerDependencies = {} } = JSON.parse(
    await readFile(path.join(folder, 'package.json'), 'utf8'),
  )
  return Object.keys({ ...dependencies, ...peerDependencies }).map((name) => new RegExp(`^${name}(/|$)`))
}

/** Gives the type declarations of index.ts and of every file that it imports, as `types/*.d.ts`. */
async function types(folder: string): Promise<Files> {
  const output = await mkdtemp(path.join(tmpdir(), 'types-'))
  const options = ['--noEmit', 'false', '--declaration', '--emitDeclarationOnly', '--outDir', output]
  const tsc = require.resolve('typescript/bin/tsc')
  execFileSync(process.execPath, [tsc, '-p', folder, ...options, '--rootDir', path.join(folder, 'src')])
  const files = new Map<string, string>()
  const pending = ['index']
  for (let unit = pending.pop(); unit !== undefined; unit = pending.pop()) {
    const name = `types/${unit}.d.ts`
    if (files.has(name)) continue
    const text = await readFile(path.join(output, `${unit}.d.ts`), 'utf8')
    files.set(name, text)
    for (const [, to = ''] of text.matchAll(/from '(\.[^']*)'/g))
      pending.push(path.posix.join(path.posix.dirname(unit), to))
  }
  await rm(output, { recursive: true })
  return files
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' } } })
  if (values.help) return console.log(help)
  await rm(packedFolder, { recursive: true, force: true })
  await mkdir(packedFolder, { recursive: true })
  for (const [name, extras] of Object.entries(packages)) {
    const folder = path.join(root, 'packages', name)
    console.log(`Building ${name} …`)
    await buildPackage(folder, extras)
    execFileSync('npm', ['pack', '--silent', '--pack-destination', packedFolder], {
      cwd: folder,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    })
  }
  console.log(`Packed into ${path.relative('', packedFolder)}/`)
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
