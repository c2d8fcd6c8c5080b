import type { Caller } from './caller'
import type { CollectionUsage } from './registration'

/** How many people's allowances a process keeps; when there are more, it forgets them all and measures again. */
const maxPeople = 10_000

/**
 * Bounds what one person keeps in a collection. What a person keeps is measured once per process, then every
 * `batchSize` documents, and always before anything is refused.
 *
 * A process does not see what other processes let in meanwhile: n of them that work for one person at once may together
 * let in `batchSize * (n - 1)` documents too many, with all their characters, and no more. Changes of documents are not
 * bounded.
 *
 * @example
 * const quota = new Quota({ count: 10_000, characters: 20_000_000 }, registration.usage)
 * if (!(await quota.reserve(caller, text.length))) full('There is room for 10000 documents.')
 */
export class Quota {
  /** What this process lets each person add before it measures again. */
  private readonly allowances = new Map<string, CollectionUsage>()

  /**
   * `measure` gives what a person keeps. The smaller `batchSize` is, the more often that is asked; the larger, the
   * further the limit may be overshot.
   */
  constructor(
    private readonly limit: Readonly<CollectionUsage>,
    private readonly measure: (caller: Caller) => Promise<CollectionUsage>,
    private readonly batchSize = 100,
  ) {}

  /** Takes a document of so many characters off what the caller may still add; false where there is no room for it. */
  async reserve(caller: Caller, characters: number): Promise<boolean> {
    // A person's sibling mini program adds to the same documents.
    const person = caller.unionid ?? caller.openid
    const allowance = this.allowances.get(person)
    if (allowance && take(allowance, characters)) return true
    const used = await this.measure(caller)
    const room = {
      count: Math.min(this.batchSize, this.limit.count - used.count),
      characters: this.limit.characters - used.characters,
    }
    if (this.allowances.size >= maxPeople) this.allowances.clear()
    this.allowances.set(person, room)
    return take(room, characters)
  }
}

function take(allowance: CollectionUsage, characters: number): boolean {
  if (allowance.count < 1 || allowance.characters < characters) return false
  allowance.count -= 1
  allowance.characters -= characters
  return true
}
