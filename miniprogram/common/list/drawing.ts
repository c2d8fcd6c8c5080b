import type { Block, Identified, Listed } from './blocks'

/** A block as the view has it. `Row` is what is shown of one item. */
export interface DrawnBlock<Row> {
  /** Its place; tells the view which block is which. */
  key: number
  /** None while it is far from the screen. */
  rows: Row[]
  /** Pixels; 0 for as high as its rows are. */
  height: number
}

/** A list as it is to be drawn. */
export const draw = <Item, Row>(
  blocks: Block<Item>[],
  toRow: (item: Listed<Item>) => Row,
): DrawnBlock<Row>[] =>
  blocks.map(({ items, height }, key) => ({ key, rows: height > 0 ? [] : items.map(toRow), height }))

/**
 * What setData has to send under the name `blocks` to make a drawn list from another: whole blocks only where they are
 * new or come back to the screen, one row where one has changed, one field where only that has. Empty if nothing has.
 */
export function difference<Row extends Identified>(
  drawn: DrawnBlock<Row>[],
  wanted: DrawnBlock<Row>[],
): Record<string, unknown> {
  if (wanted.length < drawn.length) return { blocks: wanted }
  return Object.assign({}, ...wanted.map((block, i) => inBlock(`blocks[${i}]`, drawn[i], block)))
}

function inBlock<Row extends Identified>(
  path: string,
  drawn: DrawnBlock<Row> | undefined,
  wanted: DrawnBlock<Row>,
): Record<string, unknown> {
  if (drawn?.height !== wanted.height) return { [path]: wanted }
  const { rows } = wanted
  if (drawn.rows.length !== rows.length) return { [`${path}.rows`]: rows }
  return Object.assign({}, ...rows.map((row, i) => inRow(`${path}.rows[${i}]`, drawn.rows[i], row)))
}

function inRow<Row extends Identified>(
  path: string,
  drawn: Row | undefined,
  wanted: Row,
): Record<string, unknown> {
  return drawn?.id === wanted.id ? changedFields(drawn, wanted, `${path}.`) : { [path]: wanted }
}

/** Those fields of `wanted` that differ from what `drawn` has of them; `prefix` goes before their names. */
export const changedFields = (drawn: object, wanted: object, prefix = ''): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(wanted)
      .filter(([name, value]) => !sameValue(value, Reflect.get(drawn, name)))
      .map(([name, value]) => [prefix + name, value]),
  )

// Most fields are texts and numbers, which need not be written out to be compared.
const sameValue = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)
