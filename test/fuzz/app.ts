import { readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import * as ts from 'typescript'

const root = resolve(__dirname, '../../miniprogram')

/** What a phone has that modules know by a global name. */
export interface Globals {
  wx: object
  setTimeout: (run: () => void, delayMs: number) => unknown
  clearTimeout: (timer: unknown) => void
  Date: object
  Math: object
}
const names = ['wx', 'setTimeout', 'clearTimeout', 'Date', 'Math'] as const

type Body = (require: (path: string) => unknown, exports: object, ...globals: unknown[]) => void

/** Compiled once, however often the app is launched. */
const compiled = new Map<string, Body>()

/** Reads one line of the source in another way: a fault that the model has to notice. */
export interface Fault {
  file: string
  from: string
  to: string
}
let fault: Fault | undefined

/** From now on the app has this fault. */
export function plant(planted: Fault): void {
  fault = planted
  compiled.clear()
}

function body(file: string): Body {
  let source = readFileSync(file, 'utf8')
  if (fault && file === join(root, fault.file)) {
    if (!source.includes(fault.from)) throw new Error(`${fault.file} does not have: ${fault.from}`)
    source = source.replace(fault.from, fault.to)
  }
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  })
  return new Function('require', 'exports', ...names, outputText) as Body
}

/** A launch of the app: its modules with a memory of their own. Gives what `require` gives in a file of `miniprogram/`. */
export function launchApp(globals: Globals): <Module>(path: string) => Module {
  const modules = new Map<string, object>()
  const load = (file: string): object => {
    const known = modules.get(file)
    if (known) return known
    const exports = {}
    modules.set(file, exports)
    let run = compiled.get(file)
    if (!run) compiled.set(file, (run = body(file)))
    run((path) => load(`${resolve(dirname(file), path)}.ts`), exports, ...names.map((name) => globals[name]))
    return exports
  }
  return <Module>(path: string) => load(join(root, `${path}.ts`)) as Module
}
