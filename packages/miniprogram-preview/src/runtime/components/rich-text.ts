import { builtIn } from './built-in'
import { assetUrl } from './asset'

/**
 * The tags that rich-text draws; it leaves out any other with all that is in it. Source:
 * https://developers.weixin.qq.com/miniprogram/dev/component/rich-text.html
 */
const tags = new Set(
  (
    'a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del div dl dt em ' +
    'fieldset font footer h1 h2 h3 h4 h5 h6 header hr i img ins label legend li mark nav ol p pre q rt ruby s section ' +
    'small span strong sub sup table tbody td tfoot th thead tr tt u ul'
  ).split(' '),
)
const attributes = new Set(
  'alt align border cellpadding cellspacing class color colspan dir face height rowspan span src start style type width'.split(
    ' ',
  ),
)

/** A node as the app gives it. */
interface RichNode {
  type?: string
  name?: string
  attrs?: Record<string, unknown>
  text?: string
  children?: RichNode[]
}

const richText = builtIn({
  content: false,
  properties: { nodes: null, space: '', userSelect: false },
  mount(host) {
    const { dom, classes } = host
    const draw = (node: RichNode): Node[] => {
      if (node.type === 'text' || node.text !== undefined)
        return [document.createTextNode(entities(node.text ?? ''))]
      const name = String(node.name ?? '').toLowerCase()
      if (!tags.has(name)) return []
      const made = document.createElement(name)
      for (const [attribute, value] of Object.entries(node.attrs ?? {}))
        if (attributes.has(attribute)) made.setAttribute(attribute, valueOf(attribute, String(value)))
      made.append(...(node.children ?? []).flatMap(draw))
      return [made]
    }
    const valueOf = (attribute: string, value: string): string => {
      if (attribute === 'src') return assetUrl(value, host.owner)
      return attribute === 'class' ? classes(value).join(' ') : value
    }
    return {
      nodes: (value) => {
        const nodes = Array.isArray(value) ? (value as RichNode[]) : parse(String(value ?? ''))
        dom.replaceChildren(...nodes.flatMap(draw))
      },
      space: (value) => (dom.style.whiteSpace = value ? 'pre-wrap' : ''),
      userSelect: (value) => (dom.style.userSelect = value ? 'text' : ''),
    }
  },
})

export const definitions = { 'rich-text': richText }

/** Reads HTML without running anything in it. */
function parse(html: string): RichNode[] {
  const read = (node: Node): RichNode[] => {
    if (node instanceof Text) return [{ type: 'text', text: node.data }]
    if (!(node instanceof Element)) return []
    const attrs = Object.fromEntries([...node.attributes].map(({ name, value }) => [name, value]))
    return [{ name: node.localName, attrs, children: [...node.childNodes].flatMap(read) }]
  }
  const parsed = new DOMParser().parseFromString(html, 'text/html')
  return [...parsed.body.childNodes].flatMap(read)
}

/** The text of a node may hold entities, which show as their characters. */
function entities(text: string): string {
  return text.includes('&')
    ? (new DOMParser().parseFromString(text, 'text/html').body.textContent ?? '')
    : text
}
