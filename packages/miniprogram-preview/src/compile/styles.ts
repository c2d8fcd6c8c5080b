import postcss, { AtRule, CssSyntaxError, type Root } from 'postcss'
import selectorParser, { type Node } from 'postcss-selector-parser'
import { candidates } from '../resolve'
import type { Theme, Unit } from '../program'
import type { Sources } from './problems'

/** Gives the stylesheet of the whole app: app.wxss, then the components, then the pages. */
export function compileStyles(sources: Sources, units: Unit[]): string {
  const pages = units.filter((unit) => unit.isPage)
  const components = units.filter((unit) => !unit.isPage)
  return [
    compileWxss(sources, 'app.wxss'),
    ...[...components, ...pages].map((unit) => compileWxss(sources, `${unit.path}.wxss`, unit)),
  ].join('\n')
}

/**
 * Turns a WXSS file and its imports into CSS for the phone's document. Reports bad syntax and missing imports, and
 * warns of selectors that are not allowed in a component.
 */
export function compileWxss(sources: Sources, file: string, unit?: Unit): string {
  const text = sources.find(file)
  if (text === undefined) return ''
  const root = parse(sources, file, text, new Set([file]))
  if (!root) return ''
  root.walkDecls((declaration) => {
    declaration.value = rootUnits(platformUnits(declaration.value))
  })
  root.walkAtRules((rule) => {
    rule.params = platformUnits(rule.params)
  })
  root.walkRules((rule) => {
    if (rule.parent instanceof AtRule && isKeyframes(rule.parent)) return
    rule.selector = selectorParser((selectors) => {
      selectors.walk((node) => {
        const forbidden = unit?.scope && forbiddenInComponent(node)
        if (forbidden) {
          const { line = 1, column = 1 } = rule.source?.start ?? {}
          const name = rule.source?.input.file ?? file
          sources.warn(name, `${forbidden} is not allowed in a component: use a class`, line, column)
        }
        rewriteSelector(node, unit)
      })
    }).processSync(rule.selector)
  })
  return unit?.isPage ? withinPage(root, unit.path) : root.toString()
}

/** Makes `prefers-color-scheme` follow the theme of the phone instead of the browser's theme. */
export function forTheme(css: string, theme: Theme): string {
  return css.replace(/\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)/g, (_, asked: string) =>
    asked === theme ? '(min-width: 0px)' : '(max-width: 0px)',
  )
}

function parse(sources: Sources, file: string, text: string, importChain: Set<string>): Root | undefined {
  let root: Root
  try {
    root = postcss.parse(text, { from: file, map: false })
  } catch (error) {
    if (!(error instanceof CssSyntaxError)) throw error
    sources.report(file, error.reason, error.line, error.column)
    return undefined
  }
  root.walkAtRules('import', (rule) => {
    const target = /^(?:url\(\s*)?["'](.+?)["']/.exec(rule.params)?.[1]
    const { line, column } = rule.source?.start ?? {}
    if (!target) return sources.report(file, '@import must name a file in quotes', line, column)
    const paths = candidates(target, file)
    const path = paths.find((one) => sources.has(one)) ?? paths[0] ?? target
    const imported = sources.find(path)
    if (imported === undefined) return sources.report(file, `@import: ${path} is missing`, line, column)
    if (importChain.has(path)) return sources.report(file, `@import: ${path} imports itself`, line, column)
    const content = parse(sources, path, imported, new Set([...importChain, path]))
    if (content) rule.replaceWith(content.nodes)
    return undefined
  })
  return root
}

/** 750rpx is the width of the screen. The safe area is that of the drawn phone, not of the device with the browser. */
function platformUnits(value: string): string {
  return value
    .replace(/(-?(?:\d+\.?\d*|\.\d+))rpx\b/g, (_, n: string) => `${+(Number(n) / 7.5).toFixed(6)}vw`)
    .replace(/\b(?:env|constant)\(\s*(safe-area-inset-(?:top|right|bottom|left))/g, 'var(--$1')
}

/** In WeChat each page sets its own rem in page-meta. Here all pages share one document, so rem becomes a variable. */
function rootUnits(value: string): string {
  return value.replace(/(-?(?:\d+\.?\d*|\.\d+))rem\b/g, 'calc($1 * var(--root-font-size))')
}

function rewriteSelector(node: Node, unit: Unit | undefined): void {
  if (node.type === 'tag' && node.value === 'page') {
    const scope = selectorParser.pseudo({ value: ':scope' })
    node.replaceWith(unit?.isPage ? scope : selectorParser.tag({ value: 'wx-page' }))
  } else if (node.type === 'tag' && !node.value.startsWith('wx-')) node.value = `wx-${node.value}`
  else if (node.type === 'class' && unit?.scope) node.value = `${unit.scope}--${node.value}`
  else if (node.type === 'pseudo' && node.value === ':host' && unit?.scope)
    node.replaceWith(attribute('wx-host', '=', unit.scope))
  else if (node.type === 'id') {
    // The framework writes ids as `<instance>--<id>`. The second branch matches nothing; it gives the selector the
    // specificity of an id.
    const branches = [attribute('id', '$=', `--${node.value}`), selectorParser.id({ value: '\\.' })]
    const nodes = branches.map((branch) => selectorParser.selector({ nodes: [branch], value: '' }))
    node.replaceWith(selectorParser.pseudo({ value: ':is', nodes }))
  }
}

function forbiddenInComponent(node: Node): string | undefined {
  if (node.type === 'tag') return `the tag selector "${node.value}"`
  if (node.type === 'id') return `the id selector "#${node.value}"`
  if (node.type === 'attribute') return `the attribute selector "[${node.attribute}]"`
  return undefined
}

function attribute(name: string, operator: '=' | '$=', value: string) {
  return selectorParser.attribute({
    attribute: name,
    operator,
    value,
    quoteMark: '"',
    raws: { value: `"${value}"` },
  })
}

function isKeyframes(rule: AtRule): boolean {
  return /keyframes$/.test(rule.name)
}

/**
 * All pages share one document, so each page's rules get a scope. Keyframes and fonts are not allowed inside a scope.
 */
function withinPage(root: Root, path: string): string {
  const outside: string[] = []
  root.walkAtRules((rule) => {
    if (!isKeyframes(rule) && rule.name !== 'font-face') return
    outside.push(rule.toString())
    rule.remove()
  })
  return `@scope (wx-page[is="${path}"]) {\n${root.toString()}\n}\n${outside.join('\n')}`
}
