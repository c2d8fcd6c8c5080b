import { moduleStatements } from './module-statements'

/**
 * Turns an ES module into CommonJS, as DevTools does for a phone; gives any other text unchanged. Lines keep their
 * numbers. An imported name stays bound to the exporting module: it is a getter in a `with` around the module, which a
 * local variable of the same name shadows, so the module's own text need not be changed.
 */
export function commonJs(source: string): string {
  const statements = moduleStatements(source)
  if (!statements.length) return source
  const requires: string[] = []
  const getters: string[] = []
  const exported: string[] = []
  const copies: string[] = []
  let text = ''
  let at = 0
  for (const statement of statements) {
    const module = `$m${requires.length}`
    text += source.slice(at, statement.start)
    const { from, imports = [], exports = [], replacement = '' } = statement
    if (from !== undefined) requires.push(from)
    for (const [name, local] of imports) getters.push(`get ${local}(){return ${valueOf(module, name)}}`)
    for (const [name, value] of exports)
      exported.push(name === '*' ? '' : exportOf(name, from === undefined ? value : valueOf(module, value)))
    if (exports.some(([name]) => name === '*')) copies.push(module)
    text += replacement + source.slice(statement.start, statement.end).replace(/[^\n]/g, '')
    at = statement.end
  }
  text += source.slice(at)
  const modules = requires.map((_, index) => `$m${index}`)
  const loading = requires.map((name, index) => `$m${index}=require(${JSON.stringify(name)});`)
  const copying = copies.map(
    (one) =>
      `Object.keys(${one}).forEach(function(k){if(k!=="default"&&!(k in exports))Object.defineProperty(exports,k,{enumerable:true,get:function(){return ${one}[k]}})});`,
  )
  return (
    `Object.defineProperty(exports,"__esModule",{value:true});var ${['$default', ...modules].join()};` +
    `with({${getters.join()}})(function(){"use strict";${exported.join('')}${loading.join('')}${copying.join('')}${text}\n}).call(undefined)`
  )
}

function exportOf(name: string, value: string): string {
  return `Object.defineProperty(exports,${JSON.stringify(name)},{enumerable:true,get:function(){return ${value}}});`
}

/** A module that is no ES module is itself its default export. */
function valueOf(module: string, name: string): string {
  if (name === '*') return module
  return name === 'default'
    ? `(${module}&&${module}.__esModule?${module}.default:${module})`
    : `${module}[${JSON.stringify(name)}]`
}
