import type { Caller } from './caller'

/** How much of a collection is one person's. */
export interface Amount {
  count: number
  characters: number
}

/** How many people's allowances a process keeps; when there are more, it forgets them all and measures again. */
const maxPeople = 10_000

/** How much a process lets one person add before it measures again. */
const defaultBatch: Amount = { count: 100, characters: 2_000_000 }

/**
 * Bounds what one person keeps in a collection. What a person keeps is measured once per process, then after each batch of
 * documents or of characters that were written, and always before anything is refused.
 *
 * A process does not see what other processes let in meanwhile: n of them that work for one person at once may together
 * let in n - 1 batches too many, and no more.
 *
 * @example
 * const { quota } = booksRegistration
 * if (!(await quota.reserve(caller, text.length))) full('There is room for 10000 books.')
 */
export class Quota {
  /** What this process lets each person add before it measures again. */
  private readonly allowances = new Map<string, Amount>()

  /**
   * `measure` gives what a person keeps. The smaller a batch is, the more often that is asked; the larger, the further the
   * limit may be overshot.
   */
  constructor(
    private readonly limit: Readonly<Amount>,
    private readonly measure: (caller: Caller) => Promise<Amount>,
    private readonly batch: Readonly<Amount> = defaultBatch,
  ) {}

  /** Takes documents of so many characters together off what the caller may still add; false where there is no room. */
  async reserve(caller: Caller, characters: number, count = 1): Promise<boolean> {
    const allowance = this.allowances.get(personOf(caller))
    const documents = { count, characters }
    return (allowance && take(allowance, documents)) || take(await this.measured(caller), documents)
  }

  /**
   * Takes a change of a document off it, which writes so many characters; false where it makes the document larger and
   * there is no room for that. How many characters it replaces is only asked where all it writes would not fit.
   */
  async reserveChange(caller: Caller, characters: number, replaced: () => Promise<number>): Promise<boolean> {
    const allowance = this.allowances.get(personOf(caller))
    if (allowance && take(allowance, { count: 0, characters })) return true
    const room = await this.measured(caller)
    if (take(room, { count: 0, characters })) return true
    const growth = characters - (await replaced())
    return growth <= 0 || take(room, { count: 0, characters: growth })
  }

  /** What the caller may add from now on, as far as this process is to let it without measuring again. */
  private async measured(caller: Caller): Promise<Amount> {
    const used = await this.measure(caller)
    const room = {
      count: Math.min(this.batch.count, this.limit.count - used.count),
      characters: Math.min(this.batch.characters, this.limit.characters - used.characters),
    }
    if (this.allowances.size >= maxPeople) this.allowances.clear()
    this.allowances.set(personOf(caller), room)
    return room
  }
}

/** A person's sibling mini program adds to the same documents. */
const personOf = ({ unionid, openid }: Caller): string => unionid ?? openid

function take(allowance: Amount, { count, characters }: Amount): boolean {
  // What adds no document fits where there is no room for another one.
  if (allowance.count < count && count > 0) return false
  if (allowance.characters < characters) return false
  allowance.count -= count
  allowance.characters -= characters
  return true
}
