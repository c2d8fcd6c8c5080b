import { isNativeError } from 'node:util/types'
import { Script } from 'node:vm'
import { candidates, resolveModule } from '../resolve'
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

/** Says, for a message, what may be wrong when nothing has been found under a name that is written in `from`. */
export function adviceFor(sources: Sources, name: string, from: string): string {
  const [path = name] = candidates(name, from)
  if (sources.has(`${path}.ts`)) return `: ${path}.ts must be built to JavaScript first`
  return /^[\w@]/.test(name) && !sources.has(`${path}.json`)
    ? ': is it an npm package? Then run npm install'
    : ''
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
