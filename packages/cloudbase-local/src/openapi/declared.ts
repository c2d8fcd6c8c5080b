import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { extname, join, resolve } from 'node:path'
import * as z from 'zod/mini'
import { checkDeclaration, parseDeclaration } from '../declaration'
import { parseFields } from '../store/ejson'
import { matcher } from '../store/matching'
import type { OpenapiAnswer, OpenapiAnswers } from './interfaces'
import { asJson } from './wire'

const caseSchema = z.union([
  z.strictObject({
    when: z.optional(z.record(z.string(), z.unknown())),
    give: z.record(z.string(), z.unknown()),
  }),
  z.strictObject({
    when: z.optional(z.record(z.string(), z.unknown())),
    /** A file beside the declaration, as an interface that gives a picture answers it. */
    file: z.string(),
    contentType: z.string(),
  }),
])

const isAnswer = (value: unknown): value is OpenapiAnswer => typeof value === 'function'

const moduleSchema = z.looseObject({
  default: z.custom<OpenapiAnswer>(isAnswer, 'export default a function from the input to the answer'),
})

const extensions = ['.json', '.js', '.cjs', '.mjs', '.ts', '.cts', '.mts']

/**
 * Reads the folder of answers: `security.msgSecCheck.ts` holds what that interface gives. Other files may lie beside them.
 * Raises an error that names the file and what is wrong with it.
 */
export function loadOpenapi(folder: string): OpenapiAnswers {
  if (!existsSync(folder)) return {}
  const files = readdirSync(folder).filter((file) => extensions.includes(extname(file)))
  return Object.fromEntries(
    files.sort().map((file) => [file.slice(0, -extname(file).length), load(folder, file)]),
  )
}

function load(folder: string, name: string): OpenapiAnswer {
  const file = join(folder, name)
  return name.endsWith('.json') ? casesOf(folder, file) : codeOf(file)
}

/** The first case whose condition holds, which is written as one of the database: `{ "content": { "$regex": "x" } }`. */
function casesOf(folder: string, file: string): OpenapiAnswer {
  const cases = parseDeclaration(z.array(caseSchema), file, readFileSync(file, 'utf8')).map((one) => ({
    holds: matcher(parseFields(JSON.stringify(one.when ?? {}), 0)),
    answer:
      'file' in one
        ? { contentType: one.contentType, buffer: readFileSync(join(folder, one.file)) }
        : one.give,
  }))
  return (input) => {
    const met = cases.find(({ holds }) => holds(asJson(input)))
    if (!met) throw new Error(`${file} has no case for this input`)
    return met.answer
  }
}

function codeOf(file: string): OpenapiAnswer {
  return checkDeclaration(moduleSchema, file, required(file)).default
}

function required(file: string): unknown {
  try {
    const exported: unknown = createRequire(resolve(file))(resolve(file))
    return isAnswer(exported) ? { default: exported } : exported
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const advice =
      error instanceof SyntaxError && /ts$/.test(file)
        ? ' Node reads TypeScript from 22.18 on: take that, or write it as .js or .json.'
        : ''
    throw new Error(`${file} cannot be loaded: ${reason}.${advice}`, { cause: error })
  }
}
