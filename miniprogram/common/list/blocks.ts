/** What can be listed: anything that the cloud knows by an id. */
export interface Identified {
  id: string
}

/** One page of a list, as the cloud gives it. */
export interface CloudPage<Item> {
  items: Item[]
  /** What to ask the next page with; null at the end. */
  nextCursor: string | null
}

/** An item in the list. */
export type Listed<Item> = Item & {
  /** Whether it was written here and the cloud does not have it so yet. */
  waiting: boolean
}

/** Where the items of a list stand. */
export interface Order<Item> {
  /** Whether `a` stands before `b`, as the cloud orders them. */
  before(a: Listed<Item>, b: Listed<Item>): boolean
  /** Whether a change is important enough to move the item at once, although somebody may be looking at it. */
  moves(from: Listed<Item>, to: Listed<Item>): boolean
}

/**
 * A part of the list: one page as the cloud gave it, and what was put in between since then. A part keeps its end, so an
 * item that comes or goes moves nothing in the other parts.
 */
export interface Block<Item> {
  items: Listed<Item>[]
  /** The item at the end of its page; missing for an empty page. */
  last: Listed<Item> | undefined
  /** The cursor of what follows; null at the end of the list. */
  next: string | null
  /** The pixels it takes up while it is too far from the screen to be drawn; 0 while it is drawn. */
  height: number
  /** Whether it is no page of the cloud, but what the phone has in place of it. */
  isStopgap?: boolean
}

/** The items of all blocks, from the top. */
export const itemsOf = <Item>(blocks: Block<Item>[]): Listed<Item>[] => blocks.flatMap(({ items }) => items)

/** The cursor of what is not listed yet; null at the end. */
export const nextOf = <Item>(blocks: Block<Item>[]): string | null => blocks[blocks.length - 1]?.next ?? null

export const findItem = <Item extends Identified>(
  blocks: Block<Item>[],
  id: string,
): Listed<Item> | undefined => itemsOf(blocks).find((item) => item.id === id)

/** One page as a block. */
export function blockOf<Item>({ items, nextCursor }: CloudPage<Item>): Block<Item> {
  const listed = items.map((item): Listed<Item> => ({ ...item, waiting: false }))
  return { items: listed, last: listed[listed.length - 1], next: nextCursor, height: 0 }
}

/** Adds the page that follows. What is listed already stays where it is. */
export function append<Item extends Identified>(blocks: Block<Item>[], page: CloudPage<Item>): void {
  const known = new Set(itemsOf(blocks).map(({ id }) => id))
  const block = blockOf(page)
  blocks.push({ ...block, items: block.items.filter(({ id }) => !known.has(id)) })
}

/** Takes an item out. */
export function take<Item extends Identified>(blocks: Block<Item>[], id: string): void {
  for (const block of blocks) block.items = block.items.filter((item) => item.id !== id)
}

/**
 * Puts an item in. If it is listed, maybe under the id `formerly`, it stays in its place until the next refresh, so that it
 * does not move away under a finger, unless `order` says that this change moves it. A new one goes to its place, if that
 * part of the list is loaded.
 */
export function put<Item extends Identified>(
  blocks: Block<Item>[],
  item: Listed<Item>,
  order: Order<Item>,
  formerly = item.id,
): void {
  // A refresh may have brought the item before the phone heard that it was sent.
  if (formerly !== item.id) take(blocks, item.id)
  const listed = findItem(blocks, formerly)
  if (listed && !order.moves(listed, item)) return replace(blocks, formerly, item)
  take(blocks, formerly)
  for (const { items } of blocks) {
    const place = items.findIndex((other) => order.before(item, other))
    if (place < 0) continue
    items.splice(place, 0, item)
    return
  }
  const end = blocks[blocks.length - 1]
  if (!end) blocks.push({ items: [item], last: undefined, next: null, height: 0 })
  else if (end.next === null) end.items.push(item)
}

/**
 * The list after its beginning was loaded again as `page`. Items below are kept where it is certain that they follow it, and
 * the blocks end where they did before.
 */
export function refreshed<Item extends Identified>(
  blocks: Block<Item>[],
  page: CloudPage<Item>,
  { before }: Order<Item>,
): Block<Item>[] {
  const fresh = blockOf(page)
  const { last } = fresh
  if (!last || !findItem(blocks, last.id)) return [fresh]
  const ids = new Set(page.items.map(({ id }) => id))
  const follows = (item: Listed<Item>) => !item.waiting && !ids.has(item.id) && before(last, item)
  const below = page.nextCursor === null ? [] : itemsOf(blocks).filter(follows)
  const renewed = blocks.map((block): Block<Item> => ({ ...block, items: [] }))
  const endsBefore = (block: Block<Item> | undefined, item: Listed<Item>) =>
    block?.last !== undefined && before(block.last, item)
  let place = 0
  for (const item of [...fresh.items, ...below]) {
    while (place < renewed.length - 1 && endsBefore(renewed[place], item)) place++
    renewed[place]?.items.push(item)
  }
  const end = renewed[renewed.length - 1]
  if (end && below.length === 0) {
    end.last = last
    end.next = page.nextCursor
  }
  return renewed
}

function replace<Item extends Identified>(blocks: Block<Item>[], id: string, item: Listed<Item>): void {
  for (const block of blocks) block.items = block.items.map((listed) => (listed.id === id ? item : listed))
}
