import { Component, type Element as Node, type GeneralComponent } from 'glass-easel'
import { callee, domOf } from './boundary'
import { nodeAt } from './nodes'
import { pageOf } from './place'

/** What a query asks of a node: WeChat's `fields`. */
interface Fields {
  id?: boolean
  dataset?: boolean
  mark?: boolean
  rect?: boolean
  size?: boolean
  scrollOffset?: boolean
  properties?: string[]
  computedStyle?: string[]
  node?: boolean
  context?: boolean
}

type Found = Record<string, unknown> | null
type Callback = (found: unknown) => void

/**
 * WeChat's SelectorQuery: what it asks is collected, and answered at once by `exec`. The framework has one too, which
 * knows neither nodes nor computed styles.
 */
export class Query {
  private readonly asked: { find: () => Found | Found[]; tell: Callback | undefined }[] = []

  /** `owner` gives the page or component in which selectors search; it may be undefined while no page is open. */
  constructor(private owner: () => GeneralComponent | undefined) {}

  /** Makes the following selectors search in a component. */
  in(component: object): this {
    const found = callee(component)
    if (Component.isComponent(found)) this.owner = () => found
    return this
  }

  select(selector: string) {
    const { owner } = this
    return this.asking((fields) => {
      const node = owner()?.getShadowRoot()?.querySelector(selector)
      return node ? answer(node, fields) : null
    })
  }

  selectAll(selector: string) {
    const { owner } = this
    return this.asking((fields) => {
      const nodes = owner()?.getShadowRoot()?.querySelectorAll(selector) ?? []
      return nodes.map((node) => answer(node, fields))
    })
  }

  selectViewport() {
    const { owner } = this
    return this.asking((fields) => {
      const asking = owner()
      const page = (asking && pageOf(domOf(asking))) ?? document.body
      const size = { width: page.clientWidth, height: page.clientHeight }
      return {
        ...(fields.id ? { id: '' } : {}),
        ...(fields.dataset ? { dataset: {} } : {}),
        ...(fields.rect ? { left: 0, top: 0, right: size.width, bottom: size.height } : {}),
        ...(fields.size ? size : {}),
        ...(fields.scrollOffset ? offset(page) : {}),
      }
    })
  }

  /** Answers later, as a phone does; by then the latest setData has been rendered. */
  exec(tell?: Callback): void {
    setTimeout(() => {
      const answers = this.asked.map((one) => {
        const found = one.find()
        one.tell?.(found)
        return found
      })
      tell?.(answers)
    })
  }

  private asking(find: (fields: Fields) => Found | Found[]) {
    const ask = (fields: Fields, tell?: Callback): this => {
      this.asked.push({ find: () => find(fields), tell })
      return this
    }
    const named = { id: true, dataset: true }
    return {
      fields: ask,
      boundingClientRect: (tell?: Callback) => ask({ ...named, rect: true, size: true }, tell),
      scrollOffset: (tell?: Callback) => ask({ ...named, scrollOffset: true }, tell),
      node: (tell?: Callback) => ask({ node: true }, tell),
      context: (tell?: Callback) => ask({ context: true }, tell),
    }
  }
}

function answer(node: Node, fields: Fields): Found {
  const dom = domOf(node)
  const { left, top, right, bottom, width, height } = dom.getBoundingClientRect()
  const style = fields.computedStyle ? getComputedStyle(dom) : undefined
  const styles = (fields.computedStyle ?? []).map((name) => [
    name,
    style?.getPropertyValue(name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)),
  ])
  const data: object = Component.isComponent(node) ? node.data : {}
  const properties = (fields.properties ?? []).map((name) => [name, Reflect.get(data, name)])
  return {
    ...Object.fromEntries(properties),
    ...Object.fromEntries(styles),
    ...(fields.id ? { id: node.id } : {}),
    ...(fields.dataset ? { dataset: { ...node.dataset } } : {}),
    ...(fields.mark ? { mark: node.collectMarks() } : {}),
    ...(fields.rect ? { left, top, right, bottom } : {}),
    ...(fields.size ? { width, height } : {}),
    ...(fields.scrollOffset ? offset(dom) : {}),
    ...(fields.node ? { node: nodeAt(dom) } : {}),
    ...(fields.context ? { context: nodeAt(dom) } : {}),
  }
}

function offset({ scrollLeft, scrollTop, scrollWidth, scrollHeight }: Element) {
  return { scrollLeft, scrollTop, scrollWidth, scrollHeight }
}
