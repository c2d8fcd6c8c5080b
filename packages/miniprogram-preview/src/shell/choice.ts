import { element } from '../runtime/dom'

/** Makes radio buttons that look like one switch. `onChoose` gets the value that the user chooses. */
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
