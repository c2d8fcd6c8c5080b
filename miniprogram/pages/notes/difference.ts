import type { Block } from './blocks'
import type { Listed, Row } from './row'

/** A block as the view has it. */
export interface Drawn {
  /** Its place; tells the view which block is which. */
  key: number
  /** None while it is far from the screen. */
  rows: Row[]
  /** Pixels; 0 for as high as its rows are. */
  height: number
}

/** A list as it is to be drawn. */
export const draw = (blocks: Block[], toRow: (note: Listed) => Row): Drawn[] =>
  blocks.map(({ notes, height }, key) => ({ key, rows: height > 0 ? [] : notes.map(toRow), height }))

/**
 * What setData has to send under the name `blocks` to make a drawn list from another: whole blocks only where they are
 * new or come back to the screen, one row where one has changed, one field where only that has. Empty if nothing has.
 */
export function difference(drawn: Drawn[], wanted: Drawn[]): Record<string, unknown> {
  if (wanted.length < drawn.length) return { blocks: wanted }
  return Object.assign({}, ...wanted.map((block, i) => inBlock(`blocks[${i}]`, drawn[i], block)))
}

function inBlock(path: string, drawn: Drawn | undefined, wanted: Drawn): Record<string, unknown> {
  if (drawn?.height !== wanted.height) return { [path]: wanted }
  const { rows } = wanted
  if (drawn.rows.length !== rows.length) return { [`${path}.rows`]: rows }
  return Object.assign({}, ...rows.map((row, i) => inRow(`${path}.rows[${i}]`, drawn.rows[i], row)))
}

const fields = ['title', 'excerpt', 'tags', 'time', 'pinned', 'waiting'] as const

function inRow(path: string, drawn: Row | undefined, wanted: Row): Record<string, unknown> {
  if (drawn?.id !== wanted.id) return { [path]: wanted }
  const changed = fields.filter((field) => drawn[field] !== wanted[field])
  return Object.fromEntries(changed.map((field) => [`${path}.${field}`, wanted[field]]))
}

/** Those fields of `wanted` that differ from what `drawn` has of them. */
export const changed = <T extends object>(drawn: T, wanted: T): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(wanted).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(Reflect.get(drawn, name)),
    ),
  )
