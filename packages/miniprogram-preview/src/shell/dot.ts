import { element } from '../runtime/dom'
import type { Person } from './people'

/** Makes the coloured dot that marks a person everywhere in the shell. */
export function dot(person: Person | undefined): HTMLElement {
  const mark = element('i', { className: 'dot', ariaHidden: 'true' })
  mark.style.background = person?.color ?? ''
  return mark
}
