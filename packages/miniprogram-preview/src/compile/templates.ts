import { posix } from 'node:path'
import { TmplGroup } from 'glass-easel-template-compiler'
import { builtInTags, syntaxTags } from '../tags'
import type { Unit } from '../program'
import type { Sources } from './problems'
import { openingTags } from './opening-tags'

/** wxs has these two in place of `new Date` and `new RegExp`; the compiled script expects them from its surroundings. */
const wxsGlobals =
  'var getDate=function(){return new (Function.prototype.bind.apply(Date,[null].concat([].slice.call(arguments))))},' +
  'getRegExp=function(p,f){return new RegExp(p,f)};'

/** What the compiler says about a template; lines and columns count from 0. */
interface Finding {
  level: string
  message: string
  startLine: number
  startColumn: number
}

/**
 * Compiles the WXML of all units, with what they import, into one JavaScript expression. Notes every syntax error
 * and every tag that is neither built in nor registered where it is used.
 */
export function compileTemplates(sources: Sources, units: Unit[]): string {
  const group = TmplGroup.newDev()
  group.setExtraRuntimeScript(wxsGlobals)
  const users = new Map<string, Set<string>>()

  const addScript = (path: string): void => {
    const file = path.replace(/\.wxs$/, '') + '.wxs'
    if (users.has(file)) return
    users.set(file, new Set())
    const text = sources.find(file)
    if (text === undefined) return sources.report(file, 'is missing')
    group.addScript(path, text)
    for (const [, required = ''] of text.matchAll(/\brequire\(\s*["'](.+?)["']\s*\)/g))
      addScript(posix.join(posix.dirname(path), required).replace(/\.wxs$/, ''))
  }

  const add = (path: string, known: Set<string>): void => {
    const file = `${path}.wxml`
    const text = sources.find(file)
    if (text === undefined) {
      if (!users.has(file)) sources.report(file, 'is missing')
      return void users.set(file, known)
    }
    // A template that several units include must find its tags registered in each of them.
    if (users.has(file)) return checkTags(sources, file, text, known)
    users.set(file, known)
    const findings: Finding[] = group.addTmpl(path, text) ?? []
    for (const { level, message, startLine, startColumn } of findings)
      if (level !== 'Note') sources.report(file, message, startLine + 1, startColumn + 1)
    checkTags(sources, file, text, known)
    const included: string[] = group.getDirectDependencies(path)
    const scripts: string[] = group.getScriptDependencies(path)
    included.forEach((one) => add(one, known))
    scripts.forEach(addScript)
  }

  for (const unit of units) {
    const registered = Object.keys(unit.config.usingComponents ?? {})
    const generics = Object.keys(unit.config.componentGenerics ?? {})
    add(unit.path, new Set([...builtInTags, ...syntaxTags, ...registered, ...generics]))
  }
  // The built-in components' own templates: their content, or nothing.
  group.addTmpl('preview:content', '<slot/>')
  group.addTmpl('preview:empty', '')
  const code = group.getTmplGenObjectGroups()
  group.free()
  return code
}

function checkTags(sources: Sources, file: string, text: string, known: Set<string>): void {
  for (const { name, line, column } of openingTags(text)) {
    if (known.has(name)) continue
    const message = `<${name}> is neither a built-in of the preview nor registered in usingComponents`
    const said = sources.problems.some(
      (one) => one.file === file && one.line === line && one.column === column,
    )
    if (!said) sources.report(file, message, line, column)
  }
}
