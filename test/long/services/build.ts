import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { buildFunctions, bundleFunction } from '../../../tools/build/functions'
import { writeFiles } from '../../../tools/build/output'

/*
 * Builds the functions beside this file twice, in the folders `inside` and `beside` of the one that is named: with the SDK
 * inside, and so that they require it.
 */
async function main([output = '']: string[]): Promise<void> {
  const source = path.join(__dirname, 'source')
  const files = await buildFunctions(source)
  await writeFiles(path.join(output, 'inside'), files)
  for (const name of ['services', 'echo']) {
    const folder = path.join(output, 'beside', name)
    mkdirSync(folder, { recursive: true })
    copyFileSync(path.join(source, name, 'config.json'), path.join(folder, 'config.json'))
    writeFileSync(path.join(folder, 'index.js'), (await bundleFunction(path.join(source, name))).code)
  }
}

void main(process.argv.slice(2))
