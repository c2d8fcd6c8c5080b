import { element } from '../runtime/dom'

/** A row of alternatives of which one is chosen, as radio buttons that look like one switch. */
export function choice<T extends string>(
  label: string,
  options: readonly (readonly [value: T, text: string])[],
  chosen: T,
  onChoose: (value: T) => void,
): HTMLElement {
  const name = `choice-${Math.random().toString(36).slice(2)}`
  const group = element('div')
  for (const [value, text] of options) {
    const input = element('input', {
      type: 'radio',
      name,
      checked: value === chosen,
      onchange: () => onChoose(value),
    })
    group.append(element('label', {}, input, element('span', { textContent: text })))
  }
  return element('fieldset', { className: 'choice' }, element('legend', { textContent: label }), group)
}
