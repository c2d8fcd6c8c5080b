import type { RequestRecord } from '../cloud'
import { element } from '../runtime/dom'
import { ownerText, statementOf, type Condition, type NameOf } from './query'
import type { Words } from './words'

/**
 * Draws a request as a reader would write it, with the owner's part marked. `missing` is the owner's part that a violation
 * lacks: it is shown where it should be, as a line that was added is in a difference.
 */
export function statement(
  request: RequestRecord,
  nameOf: NameOf,
  words: Words,
  missing?: Condition['owner'],
): HTMLElement {
  const lines = statementOf(request, nameOf).flatMap(({ word, text, conditions = [] }) =>
    word === 'where'
      ? conditions.map((condition) => conditionPart(condition, words))
      : [part(word, text ?? '')],
  )
  const [head, ...others] = lines
  const isWhere = (line: HTMLElement) => line.classList.contains('condition')
  const conditions = [...(missing ? [missingPart(missing, words)] : []), ...others.filter(isWhere)]
  conditions.forEach((line, index) => line.prepend(keyword(index === 0 ? 'where' : '  and')))
  const after = others.filter((line) => !isWhere(line))
  return element('pre', { className: 'statement' }, head, ...conditions, ...after)
}

const keyword = (text: string) => element('span', { className: 'keyword', textContent: `${text} ` })

const part = (word: string, text: string) => element('div', {}, keyword(word), text)

function conditionPart({ text, owner }: Condition, words: Words): HTMLElement {
  const shown = owner ? element('mark', { textContent: text, title: words.ownersPart }) : text
  return element('div', { className: 'condition' }, shown)
}

function missingPart(owner: NonNullable<Condition['owner']>, words: Words): HTMLElement {
  return element(
    'div',
    { className: 'condition missing' },
    element('ins', { textContent: ownerText(owner) }),
    element('em', { textContent: words.missing }),
  )
}
