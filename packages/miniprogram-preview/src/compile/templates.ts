import { posix } from 'node:path'
import { TmplGroup } from 'glass-easel-template-compiler'
import { absentTags, boxTags, builtInTags, syntaxTags } from '../tags'
import type { Unit } from '../program'
import type { Sources } from './problems'
import { openingTags } from './opening-tags'

/**
 * WXS has two functions instead of `new Date` and `new RegExp`, and `constructor` is the name of a type. The compiled
 * code expects them to be in scope. The last line lets the phone wrap the scripts: see wxs-bridge.ts.
 */
const wxsGlobals =
  'var getDate=function(){return new (Function.prototype.bind.apply(Date,[null].concat([].slice.call(arguments))))},' +
  'getRegExp=function(p,f){return new RegExp(p,f)},' +
  'wxsType=Symbol("WXS constructor");' +
  'Object.defineProperty(Object.prototype,wxsType,{configurable:true,get:function(){return Object.prototype.toString.call(this).slice(8,-1)}});' +
  'Q.A=wxsBridge.change;Q.C=wxsBridge.event;'

const known = new Set<string>([...builtInTags, ...boxTags, ...syntaxTags])
const absent = new Set<string>(absentTags)

/** A message of the template compiler. Lines and columns count from 0. */
interface Finding {
  level: string
  message: string
  startLine: number
  startColumn: number
}

/**
 * Compiles the WXML of all units and their imports into one JavaScript expression. Reports every syntax error, and
 * and warns of
 * every tag that is neither built in nor registered by the unit that uses it. Gives all tags that no unit registers.
 */
export function compileTemplates(sources: Sources, units: Unit[]): { code: string; tags: string[] } {
  const group = TmplGroup.newDev()
  group.setExtraRuntimeScript(wxsGlobals)
  const tagsByFile = new Map<string, Set<string>>()
  const tags = new Set<string>()

  const addScript = (path: string): void => {
    const file = path.replace(/\.wxs$/, '') + '.wxs'
    if (tagsByFile.has(file)) return
    tagsByFile.set(file, new Set())
    const text = sources.find(file)
    if (text === undefined) return sources.report(file, 'is missing')
    group.addScript(path, platformScript(text))
    addRequired(path, text)
  }

  const addRequired = (path: string, script: string): void => {
    for (const [, required = ''] of script.matchAll(/\brequire\(\s*["'](.+?)["']\s*\)/g))
      addScript(
        posix
          .join('/', posix.dirname(path), required)
          .slice(1)
          .replace(/\.wxs$/, ''),
      )
  }

  const add = (path: string, registered: Set<string>): void => {
    const file = `${path}.wxml`
    const text = sources.find(file)
    if (text === undefined) {
      // WeChat's compiler lets this pass, and the phone leaves out what is not there.
      if (!tagsByFile.has(file)) sources.warn(file, 'is missing')
      if (!tagsByFile.has(file)) group.addTmpl(path, '')
      return void tagsByFile.set(file, registered)
    }
    // Each unit that includes a template must register the template's tags, so they are checked for each unit.
    if (tagsByFile.has(file)) return checkTags(sources, file, text, registered, tags)
    tagsByFile.set(file, registered)
    const findings: Finding[] = group.addTmpl(path, lineBreaks(text)) ?? []
    for (const { level, message, startLine, startColumn } of findings)
      if (level !== 'Note') {
        // WeChat's own compiler refuses a tag without its end.
        const isError = level !== 'Warn' || message === 'missing end tag'
        const tell = isError ? sources.report : sources.warn
        tell.call(sources, file, message, startLine + 1, startColumn + 1)
      }
    for (const name of group.getInlineScriptModuleNames(path) as string[]) {
      const script = group.getInlineScript(path, name) as string
      group.setInlineScript(path, name, platformScript(script))
      addRequired(path, script)
    }
    checkTags(sources, file, text, registered, tags)
    const included: string[] = group.getDirectDependencies(path)
    const scripts: string[] = group.getScriptDependencies(path)
    included.forEach((one) => add(one, registered))
    scripts.forEach(addScript)
  }

  for (const unit of units) {
    const registered = Object.keys(unit.config.usingComponents ?? {})
    const generics = Object.keys(unit.config.componentGenerics ?? {})
    add(unit.path, new Set([...registered, ...generics]))
  }
  // Built-in components use one of these two templates: one shows their content, the other shows nothing.
  group.addTmpl('preview:content', '<slot/>')
  group.addTmpl('preview:empty', '')
  const code = group.getTmplGenObjectGroups()
  group.free()
  return { code, tags: [...tags] }
}

/** What is not a text of the template, or a line break that is written in one. */
const elsewhereOrBreak = /<!--[^]*?-->|<wxs\b[^]*?<\/wxs>|\{\{[^]*?\}\}|\\n/g

/** As WeChat's own compiler does, takes a written \n for a line break. The entity leaves the lines of the file as they are. */
function lineBreaks(template: string): string {
  return template.replace(elsewhereOrBreak, (found) => (found === '\\n' ? '&#10;' : found))
}

/** In a text of WXS, a backslash before anything else stands for itself. */
const wxsEscape = /\\[nrt'"\\\n]/

/** A comment, or a text in quotes. */
const commentOrText = /\/\/[^\n]*|\/\*[^]*?\*\/|(["'])(?:\\[^]|(?!\1)[^\\])*?\1/g

/**
 * Makes a script agree with WXS: `constructor` gives a name, like 'Array'; required names lose their ending, by which the
 * compiler would not find them; and in a text a backslash is one unless it makes \n, \r or \t, so that '\d' is a pattern.
 * Source of the last: what WeChat's own miniprogram-compiler makes of each escape.
 */
function platformScript(text: string): string {
  return text
    .replace(/\.constructor\b/g, '[wxsType]')
    .replace(/\brequire\(\s*(["'])(.+?)\.wxs\1\s*\)/g, 'require($1$2$1)')
    .replace(commentOrText, (found, quote?: string) =>
      quote ? found.replace(/\\[^]/g, (pair) => (wxsEscape.test(pair) ? pair : `\\${pair}`)) : found,
    )
}

/** Adds the tags of a template that are not among the `registered` to `tags`, and warns of those that WeChat lacks. */
function checkTags(
  sources: Sources,
  file: string,
  text: string,
  registered: Set<string>,
  tags: Set<string>,
): void {
  for (const { name, line, column } of openingTags(text)) {
    if (registered.has(name)) continue
    tags.add(name)
    if (known.has(name)) continue
    const message = absent.has(name)
      ? 'is not in the preview, which draws a plain box'
      : 'is neither a tag of WeChat nor registered in usingComponents: a plain box, as on a phone'
    sources.warn(file, `<${name}> ${message}`, line, column)
  }
}
