/** What `SelectorQuery.node()` and `context()` give of a built-in component, by the component's element. */
const nodes = new WeakMap<Element, () => object>()

export function exposeNode(dom: Element, node: () => object): void {
  nodes.set(dom, node)
}

/** Gives that object, or null for a component that has none. */
export function nodeAt(dom: Element): object | null {
  return nodes.get(dom)?.() ?? null
}
