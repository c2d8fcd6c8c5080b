/** A built-in component with a value. A form collects the values of its controls, and a label operates a control. */
export interface Control {
  /** The component's `name`. A form ignores a control without a name. */
  name(): string
  value(): unknown
  reset(): void
  /** Called when the user taps the control's label. */
  activate(): void
}

const controls = new WeakMap<Element, Control>()

export function registerControl(dom: Element, control: Control): void {
  controls.set(dom, control)
}

export function controlAt(dom: Element): Control | undefined {
  return controls.get(dom)
}

/** Gives the controls inside a node, in document order. */
export function controlsIn(dom: Element): Control[] {
  return [...dom.querySelectorAll('*')].flatMap((node) => controls.get(node) ?? [])
}
