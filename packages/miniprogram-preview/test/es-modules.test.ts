import { commonJs } from '../src/compile/es-modules'

/** Runs modules, given by their names, and gives the exports of the one called `main`. */
function run(sources: Record<string, string>): Record<string, unknown> {
  const loaded: Record<string, { exports: Record<string, unknown> }> = {}
  const require = (name: string): unknown => {
    const known = loaded[name]
    if (known) return known.exports
    const module = (loaded[name] = { exports: {} })
    new Function('require', 'module', 'exports', commonJs(sources[name] ?? ''))(
      require,
      module,
      module.exports,
    )
    return module.exports
  }
  return Object(require('main'))
}

test.each<[what: string, main: string, expected: unknown]>([
  ['a default', "import a from 'a'; export default a", 'A'],
  ['names', "import { one, two as second } from 'a'\nexport default [one, second]", [1, 2]],
  ['everything', "import * as a from 'a'\nexport default a.one + a.default", '1A'],
  ['a default and names', "import a, { one } from 'a'\nexport default a + one", 'A1'],
  ['minified code', "import{one as o}from'a';import a from'a';const b=o+a;export{b as default};", '1A'],
  ['a module that is no ES module', "import c, { three } from 'c'\nexport default [c.three, three]", [3, 3]],
  ['several lines', "import {\n  one,\n  // the second\n  two,\n} from 'a'\nexport default one + two", 3],
])('%s can be imported', (_, main, expected) => {
  const a = "export const one = 1, two = 2\nexport default 'A'"
  expect(run({ a, c: 'module.exports = { three: 3 }', main })['default']).toEqual(expected)
})

test.each<[what: string, main: string, expected: object]>([
  [
    'declarations',
    'export const a = 1\nexport let b = a + 1, c = { d: [3, 4] }\nexport var e',
    { a: 1, b: 2, c: { d: [3, 4] }, e: undefined },
  ],
  ['patterns', 'const from = { a: 1, b: 2 }\nexport const { a, b: c } = from', { a: 1, c: 2 }],
  ['lists', 'const a = 1\nexport { a, a as b }', { a: 1, b: 1 }],
  ["another module's names", "export { one as uno } from 'a'", { uno: 1 }],
  ["all of another module's names but its default", "export * from 'a'", { one: 1 }],
  [
    'a function before its line',
    'export default f()\nexport function f() { return 5 }',
    { default: 5, f: expect.any(Function) },
  ],
  ['an anonymous class', 'export default class { x = 1 }', { default: expect.any(Function) }],
])('%s can be exported', (_, main, expected) => {
  expect({ ...run({ a: 'export const one = 1\nexport default 9', main }) }).toEqual(expected)
})

test('an imported name follows the module that exports it, and a local one hides it', () => {
  const counter = 'export let count = 0\nexport const add = () => { count++ }'
  const main =
    "import { count, add } from 'counter'\nadd()\nexport const seen = count\nexport const own = ((count) => count)(7)"
  expect({ ...run({ counter, main }) }).toEqual({ seen: 1, own: 7 })
})

test('two modules can import each other', () => {
  const a = "import { b } from 'main'\nexport const a = () => b()"
  const main = "import { a } from 'a'\nexport function b() { return 'b' }\nexport default a()"
  expect(run({ a, main })['default']).toBe('b')
})

test.each([
  'const a = "import x from \'y\'"',
  'const a = /export default/.test(`export ${{}} default`)',
  '// import x from "y"\nmodule.exports = { import: 1 }',
  'require("a").import; if (1) { /* export {} */ }',
])('%s is no ES module', (source) => {
  expect(commonJs(source)).toBe(source)
})

test('lines keep their numbers', () => {
  const code = commonJs("import {\n  a,\n} from 'a'\n\nexport default a\nlast")
  expect(code.split('\n').findIndex((line) => line.startsWith('last'))).toBe(5)
})
