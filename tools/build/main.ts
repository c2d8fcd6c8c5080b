import { parseArgs } from 'node:util'
import { build } from '.'

const help = `npm run build

Builds miniprogram/ and cloudfunctions/ into dist/: what WeChat DevTools opens, what is deployed, what npm start runs.`

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' } } })
  if (values.help) return console.log(help)
  const startMs = performance.now()
  const { miniprogram, cloudfunctions } = await build()
  const durationMs = Math.round(performance.now() - startMs)
  console.log(
    `dist/ is built in ${durationMs} ms: ${miniprogram.length + cloudfunctions.length} files changed`,
  )
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
