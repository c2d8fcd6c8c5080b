import { boxOf } from '../../../shared/checklist'
import { hasLink, piecesOf, type Piece } from './links'

/** A line of a text that is read. */
export interface Row {
  /** Its number, from 0. */
  key: number
  /** Where it ends in the text, in UTF-16 units. */
  end: number
  hasBox: boolean
  done: boolean
  /** How deep it is indented, from 0. */
  depth: number
  /** What a screen reader calls the box. */
  label: string
  pieces: Piece[]
}

/** More lines than these stand in one row, the last: a screen with more nodes is slow. */
const rowLimit = 500
const deepest = 4

/** Whether there is something in a text to be tapped, so that it is read in rows. */
export const canBeTapped = (text: string): boolean =>
  hasLink(text) || (text.includes('- [') && text.split('\n').some((line) => boxOf(line)))

/** A text in rows. */
export function rowsOf(text: string): Row[] {
  const lines = text.split('\n')
  const rest = lines.splice(rowLimit)
  let end = -1
  const rows = lines.map((line, key): Row => {
    end += line.length + 1
    const box = boxOf(line)
    if (!box) return textRow(key, end, line)
    const depth = Math.min(deepest, Math.floor(box.indent.replace(/\t/g, '  ').length / 2))
    return { key, end, hasBox: true, done: box.done, depth, label: box.text, pieces: piecesOf(box.text) }
  })
  return rest.length > 0 ? [...rows, textRow(rowLimit, text.length, rest.join('\n'))] : rows
}

const textRow = (key: number, end: number, text: string): Row => ({
  ...{ key, end, hasBox: false, done: false, depth: 0, label: '', pieces: piecesOf(text) },
})
