import { element } from '../runtime/dom'
import type { Person } from './people'

/** The mark of a person. */
export function dot(person: Person | undefined): HTMLElement {
  const made = element('i', { className: 'dot', ariaHidden: 'true' })
  made.style.background = person?.color ?? ''
  return made
}
