import { parseArgs } from 'node:util'
import { listen } from '../http'
import { describe, openPreview, type Problem } from '.'

const help = `Shows a mini program in the browser, without a cloud.

  npm run preview -- [--app DIR] [--port N]

  --app DIR   the mini program's folder, JavaScript as it ships (dist/miniprogram)
  --port N    where to serve it on 127.0.0.1; the next free port when taken (8350)

With a cloud, and two people in it: npm start.`

const { values } = parseArgs({
  options: {
    app: { type: 'string', default: 'dist/miniprogram' },
    port: { type: 'string', default: '8350' },
    help: { type: 'boolean', default: false },
  },
})

function report(problems: Problem[], ms?: number): void {
  for (const problem of problems) console.error(describe(problem))
  if (ms !== undefined && !problems.length) console.log(`Rebuilt in ${Math.round(ms)} ms.`)
}

async function main(): Promise<void> {
  const preview = await openPreview({ app: values.app })
  const server = await listen([preview.handler], { port: Number(values.port), orNext: true })
  report(preview.problems())
  preview.onBuild(report)
  console.log(`${values.app} is at ${server.url}`)
  process.once('SIGINT', () => {
    preview.close()
    void server.close()
  })
}

if (values.help) console.log(help)
else
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  })
