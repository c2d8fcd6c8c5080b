/** An import or export statement, or the part of one that is not JavaScript outside of ES modules. */
export interface ModuleStatement {
  start: number
  end: number
  /** The module that the statement names. */
  from?: string
  /** Pairs of a name in that module (`*` for all of it) and the name here. */
  imports?: [name: string, local: string][]
  /** Pairs of the exported name (`*` for all of the other module) and the expression or name that it stands for. */
  exports?: [name: string, value: string][]
  /** What stands in place of the text from `start` to `end`. */
  replacement?: string
}

const skipped = [
  /\/\/[^\n]*|\/\*[\s\S]*?\*\//y,
  /"(?:\\[\s\S]|[^"\\\n])*"|'(?:\\[\s\S]|[^'\\\n])*'/y,
  /`(?:\\[\s\S]|\$\{(?:[^{}`]|\{[^{}]*\}|`(?:\\[\s\S]|[^`\\])*`)*\}|[^`\\])*`/y,
]
const regularExpression = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/[a-z]*/y
const word = /[\w$]+/y
/** After one of these, a slash begins a regular expression. After anything else it divides. */
const beforeExpression =
  /(?:^|[-+*/%=<>!&|^~?:;,({[]|\b(?:return|typeof|case|in|of|delete|void|throw|new|else|do))\s*$/

/**
 * Finds the import and export statements of a module: words outside of all brackets, strings, comments and regular
 * expressions.
 */
export function moduleStatements(source: string): ModuleStatement[] {
  if (!/\b(?:import|export)\b/.test(source)) return []
  const found: ModuleStatement[] = []
  let depth = 0
  for (let at = 0; at < source.length;) {
    const slash = source[at] === '/' && beforeExpression.test(source.slice(Math.max(0, at - 20), at))
    const length =
      skipped.map((pattern) => lengthAt(pattern, source, at)).find(Boolean) ??
      (slash ? lengthAt(regularExpression, source, at) : 0)
    const name = length ? '' : source.slice(at, at + lengthAt(word, source, at))
    const statement =
      depth === 0 && source[at - 1] !== '.' && (name === 'import' || name === 'export')
        ? readStatement(source, at)
        : undefined
    if (statement) found.push(statement)
    else if ('{(['.includes(source[at] ?? ' ') && !length) depth++
    else if ('})]'.includes(source[at] ?? ' ') && !length) depth--
    at = statement?.end ?? at + (length || name.length || 1)
  }
  return found
}

function lengthAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0].length ?? 0
}

const importing = /import\s*(?:([^"'();]+?)\s*\bfrom\s*)?(["'])(.+?)\2[ \t]*;?/y
const exportingAll = /export\s*\*\s*(?:as\s+([\w$]+)\s*)?from\s*(["'])(.+?)\2[ \t]*;?/y
const exportingList = /export\s*\{([^}]*)\}(?:\s*from\s*(["'])(.+?)\2)?[ \t]*;?/y
const exportingDefault =
  /export\s+default\b\s*((?:(?:async\s+)?function\b\s*\*?|class\b)\s*(?!extends\b)([\w$]*))?/y
const exportingDeclaration =
  /export\s+(?=(?:async\s+)?function\b\s*\*?\s*([\w$]+)|class\s+([\w$]+)|(?:const|let|var)\s+([\s\S]*))/y

function readStatement(source: string, start: number): ModuleStatement | undefined {
  const match = (pattern: RegExp) => {
    pattern.lastIndex = start
    return pattern.exec(source)
  }
  const end = ([whole]: RegExpExecArray) => start + whole.length
  let parts = match(importing)
  if (parts) {
    const [, clause = '', , from = ''] = parts
    return { start, end: end(parts), from, imports: importedNames(clause) }
  }
  parts = match(exportingAll)
  if (parts) {
    const [, name, , from = ''] = parts
    return { start, end: end(parts), from, exports: name ? [[name, '*']] : [['*', '*']] }
  }
  parts = match(exportingList)
  if (parts) {
    const [, list = '', , from] = parts
    const exports = pairs(list).map(([value, name]): [string, string] => [name, value])
    return { start, end: end(parts), exports, ...(from === undefined ? {} : { from }) }
  }
  parts = match(exportingDefault)
  if (parts) {
    const [, declaration, name] = parts
    const kept = start + (/export\s+default\b/.exec(parts[0])?.[0].length ?? 0)
    // A named function or class stays a declaration, so that it can be used before this line.
    if (declaration && name) return { start, end: kept, exports: [['default', name]] }
    return { start, end: kept, exports: [['default', '$default']], replacement: ';$default =' }
  }
  parts = match(exportingDeclaration)
  if (!parts) return undefined
  const [, functionName, className, variables = ''] = parts
  const names = functionName ?? className
  const exports = (names ? [names] : declaredNames(variables)).map((one): [string, string] => [one, one])
  return { start, end: end(parts), exports }
}

/** `a, { b as c }` or `a, * as d` */
function importedNames(clause: string): [string, string][] {
  const [, list = ''] = /\{([^}]*)\}/.exec(clause) ?? []
  const [, all] = /\*\s*as\s+([\w$]+)/.exec(clause) ?? []
  const [, first] = /^\s*([\w$]+)/.exec(clause) ?? []
  return [...(first ? [['default', first] as const] : []), ...(all ? [['*', all] as const] : [])]
    .map(([name, local]): [string, string] => [name, local])
    .concat(pairs(list))
}

/** Gives `a, b as c` as pairs; a name without `as` stands for itself. */
function pairs(list: string): [string, string][] {
  return list
    .replace(/\/\/[^\n]*|\/\*[\s\S]*?\*\//g, '')
    .split(',')
    .flatMap((one) => {
      const [name, local = name] = one.trim().split(/\s+as\s+/)
      return name && local ? [[name, local] as [string, string]] : []
    })
}

/** Gives the names that `a = 1, b` or `{ a, b: c } = d` declares, up to the end of the statement. */
function declaredNames(variables: string): string[] {
  const [, pattern] = /^\s*[{[]([^=]*?)[}\]]\s*=/.exec(variables) ?? []
  if (pattern !== undefined)
    return pattern.split(',').flatMap((one) => /([\w$]+)\s*(?:=.*)?$/.exec(one.trim())?.[1] ?? [])
  const names: string[] = []
  let depth = 0
  let isName = true
  for (const [, token = ''] of variables.matchAll(
    /("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`(?:\\[\s\S]|[^`\\])*`|\/\/[^\n]*|\/\*[\s\S]*?\*\/|=>|[\w$]+|\n\s*(?=(?:export|import|const|let|var|function|class|async)\b)|[^\s])/g,
  )) {
    if (isName && /^[\w$]+$/.test(token)) names.push(token)
    isName = token === ',' && depth === 0
    if ('{(['.includes(token)) depth++
    else if ('})]'.includes(token)) depth--
    if (depth < 0 || (depth === 0 && (token === ';' || token.startsWith('\n')))) break
  }
  return names
}
