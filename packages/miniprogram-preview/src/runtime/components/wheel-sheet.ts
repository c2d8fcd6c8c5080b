import { element } from '../dom'
import { openSheet } from '../layer'
import { words } from '../words'
import { wheel } from './wheel'

/** The height of an option in px, which parts.css has too. */
const itemHeight = 34

/** A sheet of wheels. */
interface WheelSheet {
  /** The index that is chosen in each column; undefined when the user closes the sheet. */
  chosen: Promise<number[] | undefined>
  /** Replaces the columns and what is chosen in them, while the sheet is open. */
  redraw(columns: string[][], chosen: number[]): void
}

/** Lets the user choose one option of each column. `onTurn` is called when another option is chosen in a column. */
export function wheelSheet(
  columns: string[][],
  chosen: number[],
  onTurn: (column: number, index: number) => void,
): WheelSheet {
  const box = element('div', { className: 'wheels' })
  let wheels: ReturnType<typeof wheel>[] = []
  let shown: string[][] = []
  const redraw: WheelSheet['redraw'] = (options, indexes) => {
    if (JSON.stringify(options) !== JSON.stringify(shown)) {
      shown = options
      const made = options.map((texts) =>
        element(
          'div',
          { className: 'wheel' },
          ...texts.map((textContent) => element('div', { textContent })),
        ),
      )
      box.replaceChildren(...made)
      wheels = made.map((dom, column) =>
        wheel(
          dom,
          () => itemHeight,
          (index) => onTurn(column, index),
        ),
      )
    }
    wheels.forEach((one, column) => one.choose(indexes[column] ?? 0))
  }
  const result = openSheet<number[]>((done) => [
    box,
    element('button', { textContent: words.ok, onclick: () => done(wheels.map((one) => one.chosen())) }),
    element('button', { className: 'cancel', textContent: words.cancel, onclick: () => done(undefined) }),
  ])
  redraw(columns, chosen)
  return { chosen: result, redraw }
}
