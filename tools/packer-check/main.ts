import path from 'node:path'
import { parseArgs } from 'node:util'
import { build } from '../build'
import { check, sizeLine, total } from './check'
import { installPacker } from './packer'
import { selfCheck } from './self-check'

const help = `npm run packer-check [-- --self-check]

Compiles dist/miniprogram with WeChat's own packer, miniprogram-ci, offline: there may be no error and no warning. Holds
every JSON file against the packer's schemas, in both themes, and prints the size of what would be uploaded. On first use
it installs the packer beside itself, 276 MB.

  --self-check   break copies of the build in several ways, too, and see that each is refused`

const project = path.resolve(__dirname, '../..')

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { 'self-check': { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h' } },
  })
  if (values.help) return console.log(help)
  installPacker()
  await build()
  const { problems, sizes } = check(project)
  const missed = values['self-check'] ? selfCheck(project) : []
  for (const problem of [...problems, ...missed]) console.error(problem)
  console.log(
    `packer: ${Object.keys(sizes).length} files, ${total(sizes)} bytes (${sizeLine(sizes)}), ${problems.length} problems`,
  )
  if (problems.length + missed.length > 0) process.exitCode = 1
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
