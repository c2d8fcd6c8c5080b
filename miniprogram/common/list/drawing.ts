import type { Block, Identified, Listed } from './blocks'

/** A block as the page shows it. `Row` is what is shown of one item. */
export interface DrawnBlock<Row> {
  /** Its place in the list, by which the markup knows it. */
  key: number
  /** Empty while the block is far from the screen. */
  rows: Row[]
  /** In pixels; 0 if the rows make the height. */
  height: number
}

/** Gives what is shown of an item; `above` is the one before it in the list. */
export type ToRow<Item, Row> = (item: Listed<Item>, above: Listed<Item> | undefined) => Row

/** A list as it is to be drawn. */
export function draw<Item, Row>(blocks: Block<Item>[], toRow: ToRow<Item, Row>): DrawnBlock<Row>[] {
  let above: Listed<Item> | undefined
  return blocks.map(({ items, height }, key) => {
    const first = above
    above = items[items.length - 1] ?? above
    const rows = height > 0 ? [] : items.map((item, i) => toRow(item, items[i - 1] ?? first))
    return { key, rows, height }
  })
}

/**
 * What setData has to send to turn the list on the page, its field `blocks`, into the one that is wanted: a whole block
 * only if it is new or comes back to the screen, otherwise single rows, or single fields of them. Empty if nothing has
 * changed.
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

// Most fields are texts and numbers; only lists and objects are compared by their JSON.
const sameValue = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)
