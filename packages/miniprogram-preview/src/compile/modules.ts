import { isNativeError } from 'node:util/types'
import { Script } from 'node:vm'
import { resolveModule } from '../resolve'
import type { Unit } from '../program'
import { commonJs } from './es-modules'
import type { Sources } from './problems'

/**
 * Gives the CommonJS source of every module that the app can reach from app.js, its pages and its components. Reports
 * a syntax error with its line and column.
 */
export function readModules(sources: Sources, units: Unit[]): Record<string, string> {
  const modules: Record<string, string> = {}
  const add = (path: string): void => {
    const text = path in modules ? undefined : sources.find(path)
    if (text === undefined) return
    const code = commonJs(text)
    modules[path] = code
    checkSyntax(sources, path, text, code)
    for (const [, , name = ''] of code.matchAll(/\brequire(?:\.async)?\(\s*(["'])(.+?)\1/g)) {
      const found = resolveModule(name, path, (one) => sources.has(one))
      if (found) add(found)
    }
  }
  for (const path of ['app', ...units.map((unit) => unit.path)]) add(`${path}.js`)
  return modules
}

/** Says what may be wrong when a component is not found by its name. `file` is where its module should be. */
export function adviceFor(sources: Sources, name: string, file: string): string {
  const isPackage = /^[\w@]/.test(name) && !sources.has(file.replace(/\.js$/, '.json'))
  return builtFrom(sources, file) || (isPackage ? ': is it an npm package? Then run npm install' : '')
}

/** Says so when a module that is missing is there in TypeScript. */
export function builtFrom(sources: Sources, file: string): string {
  const source = file.replace(/\.js$/, '.ts')
  return source !== file && sources.has(source) ? `: ${source} must be built to JavaScript first` : ''
}

function checkSyntax(sources: Sources, path: string, text: string, code: string): void {
  try {
    new Script(`(function(require,module,exports){${code}\n})`, { filename: path })
  } catch (error) {
    if (!isNativeError(error) || error.name !== 'SyntaxError') throw error
    const [place = '', line = '', marks = ''] = (error.stack ?? '').split('\n')
    const number = Number(place.split(':').at(-1))
    const original = text.split('\n')[number - 1] ?? ''
    // What precedes the module in its first line is not the app's: the column counts from the end of both lines.
    const column = marks.indexOf('^') + 1 - (line.length - original.length)
    sources.report(path, error.message, number, Math.max(1, column))
  }
}
