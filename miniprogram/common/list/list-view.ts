import { itemsOf, nextOf, type Identified } from './blocks'
import { changedFields, difference, draw, type DrawnBlock, type ToRow } from './drawing'
import type { PagedList } from './paged-list'
import { watchBlocks, type Watching } from './sight'

/** The part of a page's data that its list fills in. */
export interface ListData<Row> {
  loading: boolean
  /** Why the list could not be loaded. */
  error: string
  /** Whether there is another page below. */
  more: boolean
  /** Why the page below could not be loaded. */
  moreError: string
  /** Whether nothing is listed. */
  empty: boolean
  blocks: DrawnBlock<Row>[]
}

/** What a page shows before its list is known. */
export const noListYet: ListData<never> = {
  loading: true,
  error: '',
  more: false,
  moreError: '',
  empty: true,
  blocks: [],
}

interface ListPage<Row> extends Watching {
  data: ListData<Row>
  setData(patch: Record<string, unknown>, drawn: () => void): void
}

/** Draws a list on its page, whose markup gives each block the id `block-` and its key. */
export class ListView<Item extends Identified, Row extends Identified> {
  /** Ends the watching of each block. */
  private readonly watched: (() => void)[] = []

  constructor(
    private readonly page: ListPage<Row>,
    private readonly list: PagedList<Item>,
    private readonly toRow: ToRow<Item, Row>,
  ) {}

  /** Sends to the page what has changed of its list, and of `others` of its data. */
  draw(others: object = {}): void {
    const { data } = this.page
    const { blocks, loading, error, moreError } = this.list
    const more = nextOf(blocks) !== null
    const empty = itemsOf(blocks).length === 0
    const patch = {
      ...changedFields(data, { ...others, loading, error, more, moreError, empty }),
      ...difference(data.blocks, draw(blocks, this.toRow)),
    }
    if (Object.keys(patch).length > 0) this.page.setData(patch, () => this.watch())
  }

  /** To be called when the page closes. */
  close(): void {
    for (const stop of this.watched) stop()
  }

  private watch(): void {
    watchBlocks(this.page, this.watched, () => this.list.blocks, this.list.report)
  }
}
