import { posix } from 'node:path'
import { TmplGroup } from 'glass-easel-template-compiler'
import { builtInTags, syntaxTags } from '../tags'
import type { Unit } from '../program'
import type { Sources } from './problems'
import { openingTags } from './opening-tags'

/**
 * WXS has these two functions instead of `new Date` and `new RegExp`. The compiled code expects them to be in scope.
 */
const wxsGlobals =
  'var getDate=function(){return new (Function.prototype.bind.apply(Date,[null].concat([].slice.call(arguments))))},' +
  'getRegExp=function(p,f){return new RegExp(p,f)};'

/** A message of the template compiler. Lines and columns count from 0. */
interface Finding {
  level: string
  message: string
  startLine: number
  startColumn: number
}

/**
 * Compiles the WXML of all units and their imports into one JavaScript expression. Reports every syntax error, and
 * every tag that is neither built in nor registered by the unit that uses it.
 */
export function compileTemplates(sources: Sources, units: Unit[]): string {
  const group = TmplGroup.newDev()
  group.setExtraRuntimeScript(wxsGlobals)
  const tagsByFile = new Map<string, Set<string>>()

  const addScript = (path: string): void => {
    const file = path.replace(/\.wxs$/, '') + '.wxs'
    if (tagsByFile.has(file)) return
    tagsByFile.set(file, new Set())
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
      if (!tagsByFile.has(file)) sources.report(file, 'is missing')
      return void tagsByFile.set(file, known)
    }
    // Each unit that includes a template must register the template's tags, so they are checked for each unit.
    if (tagsByFile.has(file)) return checkTags(sources, file, text, known)
    tagsByFile.set(file, known)
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
  // Built-in components use one of these two templates: one shows their content, the other shows nothing.
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
    const isReported = sources.problems.some(
      (one) => one.file === file && one.line === line && one.column === column,
    )
    if (!isReported) sources.report(file, message, line, column)
  }
}
