import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadPeople } from 'cloudbase-local'
import { listen, readBody, sendJson } from 'loopback-guard'
import { createInvocation, environmentOf } from '../../packages/cloudbase-local/src/invocation'
import { bundleFunction } from '../../tools/build/functions'
import { median } from './median'

const root = join(__dirname, '../..')

/** Median milliseconds from the start of a process, in fresh processes by turns. */
export interface ColdStart {
  /** To the first request to the database, of `notes` as it is built. */
  built: number
  /** The same for the usual template: the same source, with the SDK in node_modules. */
  template: number
  /** The median over the rounds of how long `built` took, as a part of `template`. */
  ratio: number
  /** To the end of a process that does nothing. */
  empty: number
}

/** Starts the function anew in each round, in the one order and the other by turns, so that noise hits all alike. */
export async function coldStart(folder: string, rounds = 20): Promise<ColdStart> {
  const files = {
    built: join(root, 'dist/cloudfunctions/notes/index.js'),
    template: await usualTemplate(folder),
  }
  const server = await firstRequests()
  const times = { built: Array<number>(), template: Array<number>(), empty: Array<number>() }
  const measures = {
    built: () => server.firstRequestOf(files.built),
    template: () => server.firstRequestOf(files.template),
    empty: emptyProcess,
  }
  const names = ['built', 'template', 'empty'] as const
  for (let round = 0; round < rounds; round++)
    for (const name of round % 2 ? names : [...names].reverse()) times[name].push(await measures[name]())
  await server.close()
  const ratio = median(times.built.map((ms, round) => ms / (times.template[round] ?? NaN)))
  return { built: median(times.built), template: median(times.template), ratio, empty: median(times.empty) }
}

/** Bundles `notes` so that it requires the SDK, and gives the file. */
async function usualTemplate(folder: string): Promise<string> {
  const template = join(folder, 'template')
  mkdirSync(template, { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(template, 'node_modules'))
  const { code } = await bundleFunction(join(root, 'cloudfunctions/notes'))
  writeFileSync(join(template, 'index.js'), code)
  return join(template, 'index.js')
}

/** A cloud that has no notes, and says when it was asked. */
async function firstRequests() {
  let asked: () => void = () => undefined
  const server = await listen([
    async (req, res) => {
      asked()
      await readBody(req)
      sendJson(res, { requestId: 'cold', data: { list: [], limit: 21, offset: 0 } })
      return true
    },
  ])
  const { bob: person } = loadPeople(join(root, 'tools/people.json'))
  if (!person) throw new Error('tools/people.json has no bob.')
  const invocation = createInvocation('notes', {}, { key: 'bob', person, source: 'wx_client' })
  const env = { PATH: process.env['PATH'], ...environmentOf(invocation, server.url) }
  return {
    close: server.close,
    async firstRequestOf(file: string): Promise<number> {
      const startMs = performance.now()
      let endMs = NaN
      asked = () => (endMs = performance.now())
      const child = spawn(process.execPath, [join(__dirname, 'cold-start.cjs'), file], {
        env,
        stdio: 'inherit',
      })
      const [code] = await once(child, 'exit')
      if (code !== 0) throw new Error(`${file} did not give the list.`)
      return endMs - startMs
    },
  }
}

async function emptyProcess(): Promise<number> {
  const startMs = performance.now()
  await once(spawn(process.execPath, ['-e', '']), 'exit')
  return performance.now() - startMs
}
