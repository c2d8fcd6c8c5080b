import path from 'node:path'
import { createInterface } from 'node:readline/promises'
import { config } from '../../miniprogram/config'
import { build } from '../build'
import { command } from './command'

async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  try {
    return await terminal.question(question)
  } finally {
    terminal.close()
  }
}

void command(process.argv.slice(2), {
  project: path.resolve(__dirname, '../..'),
  variables: process.env,
  config,
  build,
  print: (line) => console.log(line),
  complain: (line) => console.error(line),
  ask: process.stdin.isTTY ? ask : undefined,
}).then((code) => (process.exitCode = code))
