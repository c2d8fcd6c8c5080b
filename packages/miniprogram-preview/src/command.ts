import { parseArgs } from 'node:util'
import { listen, portNumber } from 'loopback-guard'
import { describe, openPreview, type Problem } from '.'

/** The value of each option that is not given; paths are relative to the working directory. */
export interface Defaults {
  /** The command as the user types it, for the help text: `npx miniprogram-preview`. */
  command: string
  app: string
  port: string
}

const help = ({ command, app, port }: Defaults) => `\
Shows a mini program in the browser, without a cloud. A change of its files is seen at once. Stop with Ctrl-C.

  ${command} [--app DIR] [--port N]

  --app DIR   the mini program's folder, JavaScript as it ships                (${app})
  --port N    where to serve it on 127.0.0.1; the next free port when taken   (${port})
`

/** Runs the command line until Ctrl-C. Raises an error that says what to do when an option is wrong. */
export async function run(defaults: Defaults): Promise<void> {
  const { values } = parseArgs({
    options: {
      app: { type: 'string', default: defaults.app },
      port: { type: 'string', default: defaults.port },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) return void process.stdout.write(help(defaults))
  const port = portNumber(values.port)
  const preview = await openPreview({ app: values.app })
  const server = await listen([preview.handler], { port, orNext: true })
  report(preview.problems())
  preview.onBuild(report)
  console.log(`${values.app} is at ${server.url}`)
  console.log('Stop with Ctrl-C.')
  const stop = () => {
    preview.close()
    void server.close()
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

function report(problems: Problem[], ms?: number): void {
  for (const problem of problems) console.error(describe(problem))
  if (ms !== undefined && !problems.length) console.log(`Rebuilt in ${Math.round(ms)} ms.`)
}
