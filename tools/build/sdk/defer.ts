import { parseAst } from 'rolldown/parseAst'
import { Visitor } from 'rolldown/utils'

interface Part {
  start: number
  end: number
}

/** A declaration of one constant: `const name = value`. */
interface Constant extends Part {
  name: string
  value: string
}

/**
 * Rewrites a CommonJS module so that a constant gets its value when it is first used: `const a = require('a')` becomes a
 * function that keeps what it gave, and each use of `a` a call of it. Chosen are the constants whose name or value is
 * `which`. Raises an error when there are not `count` of them, or when one is already used while the module is loaded.
 */
export function deferConstants(code: string, which: (constant: Constant) => boolean, count = 1): string {
  const { constants, functions, identifiers } = partsOf(code)
  const chosen = constants.filter(which)
  if (chosen.length !== count) throw new Error(`it has ${chosen.length} such constants in place of ${count}`)
  const edits = chosen.flatMap((constant) => {
    const { name, value } = constant
    const home = innermost(functions, constant)
    const uses = identifiers.filter(
      (part) => textOf(code, part) === name && isWithin(part, home) && !isWithin(part, constant),
    )
    if (uses.some((use) => innermost(functions, use) === home))
      throw new Error(`${name} is used while the module is loaded`)
    return [
      { part: constant, text: `let ${name}_kept; const ${name} = () => (${name}_kept ??= ${value});` },
      ...uses.map((part) => ({ part, text: `(${name}())` })),
    ]
  })
  return edits
    .sort((a, b) => b.part.start - a.part.start)
    .reduce((text, { part, text: now }) => text.slice(0, part.start) + now + text.slice(part.end), code)
}

const textOf = (code: string, { start, end }: Part): string => code.slice(start, end)

const isWithin = (part: Part, home: Part | undefined): boolean =>
  home === undefined || (part.start >= home.start && part.end <= home.end)

/** The smallest function around a part; undefined for one that stands outside all of them. */
const innermost = (functions: Part[], part: Part): Part | undefined =>
  functions
    .filter((each) => isWithin(part, each))
    .reduce<Part | undefined>((best, each) => (isWithin(each, best) ? each : best), undefined)

/** The constants and functions of a module, and where it names a variable. */
function partsOf(code: string): { constants: Constant[]; functions: Part[]; identifiers: Part[] } {
  const constants: Constant[] = []
  const functions: Part[] = []
  const identifiers: Part[] = []
  /** Where the names of fields and methods begin, which are no variables. */
  const fieldStarts = new Set<number>()
  const field = ({ computed, key }: { computed: boolean; key: Part }) => {
    if (!computed) fieldStarts.add(key.start)
  }
  const isFunction = ({ start, end }: Part) => void functions.push({ start, end })
  new Visitor({
    VariableDeclaration({ kind, declarations: [declarator, ...others], start, end }) {
      if (kind !== 'const' || declarator?.id.type !== 'Identifier' || !declarator.init || others.length > 0)
        return
      constants.push({ start, end, name: declarator.id.name, value: textOf(code, declarator.init) })
    },
    FunctionDeclaration: isFunction,
    FunctionExpression: isFunction,
    ArrowFunctionExpression: isFunction,
    MemberExpression: ({ computed, property: key }) => field({ computed, key }),
    Property: field,
    MethodDefinition: field,
    PropertyDefinition: field,
    Identifier: ({ start, end }) => void identifiers.push({ start, end }),
  }).visit(parseAst(code))
  return { constants, functions, identifiers: identifiers.filter(({ start }) => !fieldStarts.has(start)) }
}
