import { t } from '../../i18n/index'
import { asCallError, type CallError } from '../call-error'
import { append, blockOf, nextOf, take, type Block, type CloudPage, type Identified } from './blocks'

/** A list that the cloud gives page by page, as far as it is loaded. */
export abstract class PagedList<Item extends Identified> {
  blocks: Block<Item>[] = []
  /** Whether the list is being loaded and must not be called empty. */
  loading = true
  /** Why the list could not be loaded, in the person's language; empty if it could. */
  error = ''
  /** Why the page below could not be loaded. */
  moreError = ''
  /** Whether an answer is on its way. */
  busy = false

  /** Counts the requests, so that an answer overtaken by a newer request is let go. */
  private turn = 0

  /** `report` is told of everything that changes. */
  constructor(readonly report: () => void) {}

  /** One page of the list: the first, or the one that follows `cursor`. Raises CallError. */
  protected abstract load(cursor: string | null): Promise<CloudPage<Item>>

  /** Loads the list anew and says so. */
  retry(): Promise<void> {
    this.loading = true
    this.error = ''
    this.report()
    return this.reload()
  }

  /** Loads the list anew, from the top. What is there stays until the answer has come. */
  reload(): Promise<void> {
    return this.request(
      this.load(null),
      (page) => this.begin([blockOf(page)]),
      (error) => this.failed(error),
    )
  }

  /** Adds the next page, if there is one and nothing else is on its way. */
  async more(): Promise<void> {
    const next = nextOf(this.blocks)
    if (this.busy || next === null) return
    this.moreError = ''
    this.report()
    await this.request(
      this.load(next),
      (page) => this.follow(page),
      (error) => this.moreFailed(error),
    )
  }

  /** Takes out an item that is not in the list any more. */
  remove(id: string): void {
    take(this.blocks, id)
    this.report()
  }

  /** Takes in an answer, unless a newer request has overtaken it. */
  protected async request(
    answer: Promise<CloudPage<Item>>,
    use: (page: CloudPage<Item>) => void,
    fail: (error: CallError) => void,
  ): Promise<void> {
    const turn = ++this.turn
    this.busy = true
    let settle: () => void
    try {
      const page = await answer
      settle = () => use(page)
    } catch (caught) {
      const error = asCallError(caught)
      settle = () => fail(error)
    }
    if (turn !== this.turn) return
    this.busy = false
    this.loading = false
    settle()
    this.settled()
    this.report()
  }

  /** Called with the list that begins with what the cloud has just given. */
  protected begin(blocks: Block<Item>[]): void {
    this.blocks = blocks
    this.error = ''
    this.moreError = ''
  }

  /** Called when the list could not be loaded. */
  protected failed({ code }: CallError): void {
    this.error = t(code)
  }

  /** Called with the page that follows what is listed. */
  protected follow(page: CloudPage<Item>): void {
    append(this.blocks, page)
  }

  /** Called when the page that follows could not be loaded. */
  protected moreFailed({ code }: CallError): void {
    this.moreError = t(code)
  }

  /** Called after each answer or failure, before it is shown: a list that knows more than the cloud adds it here. */
  protected settled(): void {}
}
