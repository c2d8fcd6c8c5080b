/** A built-in component that holds a value: what a form collects and a label operates. */
export interface Control {
  /** Its `name`; one without a name takes no part in a form. */
  name(): string
  value(): unknown
  reset(): void
  /** What tapping its label does. */
  activate(): void
}

const controls = new WeakMap<Element, Control>()

export function registerControl(dom: Element, control: Control): void {
  controls.set(dom, control)
}

export function controlAt(dom: Element): Control | undefined {
  return controls.get(dom)
}

/** The controls inside a node, in the order of the page. */
export function controlsIn(dom: Element): Control[] {
  return [...dom.querySelectorAll('*')].flatMap((node) => controls.get(node) ?? [])
}
