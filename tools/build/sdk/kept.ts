import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import * as z from 'zod/mini'
import { packageSchema } from './packages'

const installed = path.resolve(__dirname, '../../../node_modules')

/** Where the SDK is kept that was made last. `npm ci` takes it away. */
export const keptAt = path.join(installed, '.cache/wechat-cloudbase-notes/sdk.json')

/** wx-server-sdk and all that it needs. */
const sdkSchema = z.object({
  /** A CommonJS module, minified, which requires nothing but what Node has. */
  code: z.string(),
  /** What is in it: the packages, and the files of theirs. */
  packages: z.array(packageSchema),
  sources: z.array(z.string()),
})
export type Sdk = z.output<typeof sdkSchema>

const keptSchema = z.object({
  sdk: sdkSchema,
  /** What each file was like of which, or by which, it was made. */
  states: z.record(z.string(), z.string()),
})

/**
 * Gives the SDK that is kept in a file, or, where a file has changed that it was made of or by, or npm has installed something
 * since, what `make` gives, and keeps that.
 */
export async function keptSdk(file: string, make: () => Promise<Sdk>): Promise<Sdk> {
  const kept = read(file)
  if (kept && Object.entries(kept.states).every(([name, state]) => stateOf(name) === state)) return kept.sdk
  // What is edited while it is made is newer than what was made.
  const before = statesOf(makers())
  const sdk = await make()
  write(file, JSON.stringify({ sdk, states: { ...statesOf(sdk.sources), ...before } }))
  return sdk
}

const statesOf = (files: string[]) => Object.fromEntries(files.map((file) => [file, stateOf(file)]))

/** The build itself, and what npm writes down whenever it has installed something. */
const makers = (): string[] => [
  ...readdirSync(__dirname).map((name) => path.join(__dirname, name)),
  path.join(__dirname, '../bundle.ts'),
  path.join(installed, '.package-lock.json'),
]

function stateOf(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false })
  return found ? `${found.size} bytes, ${found.mtimeMs}` : 'missing'
}

function read(file: string): z.output<typeof keptSchema> | undefined {
  try {
    return keptSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    // Not there, or of another version, or damaged: it is made again.
    return undefined
  }
}

/** Another build may read or write it at the same time. Where nothing can be written, each build makes its own. */
function write(file: string, text: string): void {
  const unfinished = `${file}.${process.pid}`
  try {
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(unfinished, text)
    renameSync(unfinished, file)
  } catch {
    return
  }
}
