import { and, collection, or, type Collection, type Condition, type Find } from './cloud'
import type { Caller } from './caller'
import { beyond, type Order, type Position } from './keyset'

/** What every owned document carries: whose it is. It is written here and never leaves the functions. */
interface Owner {
  _openid: string
  unionid?: string
  /** The mini program it was written in. */
  appid: string
}

type Value = string | number | boolean | null

/** Equality of fields with plain values. Operators cannot be expressed, so none can be smuggled in. */
type Equals<Fields> = { readonly [F in keyof Fields as Fields[F] extends Value ? F : never]?: Fields[F] }

/** An owned document as it is read: its id and its fields, with the owner left out. */
export type Owned<Fields> = Fields & { _id: string }

export interface Page<Fields> {
  equals: Equals<Fields>
  order: Order
  /** Start right after this position of `order`; from the top without it. */
  after?: Position | undefined
  limit: number
  without?: readonly string[]
}

/**
 * One person's part of a collection. Security rules do not bind cloud functions, so isolation rests on this class: it is
 * made from a caller, every request it sends carries the owner in its one condition, and it offers nothing else.
 * Each method is one database request.
 */
export class OwnedCollection<Fields extends object> {
  private readonly documents: Collection<Owned<Fields> & Owner>

  constructor(
    name: string,
    private readonly owner: Caller,
  ) {
    if (!owner.openid) throw new Error('An owned collection needs an owner.')
    this.documents = collection(name)
  }

  /** Adds a document of this owner's. False when the id is taken: nothing is written then. */
  add(id: string, fields: Fields): Promise<boolean> {
    const { openid, unionid, appid } = this.owner
    return this.documents.add({ ...fields, _id: id, _openid: openid, appid, ...(unionid && { unionid }) })
  }

  /** The owner's document of this id, or null: somebody else's and none at all look the same. */
  async get(id: string): Promise<Owned<Fields> | null> {
    const [document] = await this.find({ where: this.owned({ _id: id }), limit: 1 })
    return document ?? null
  }

  /** The owner's documents that equal `equals`, in order, `limit` of them at most. */
  page({ equals, order, after, limit, without = [] }: Page<Fields>): Promise<Owned<Fields>[]> {
    const where = after ? this.owned(equals, beyond(order, after)) : this.owned(equals)
    return this.find({ where, order, limit, without })
  }

  /** Changes the owner's document of this id if it still equals `equals`; false, with nothing written, if not. */
  async update(id: string, equals: Equals<Fields>, changes: Partial<Fields>): Promise<boolean> {
    return (await this.documents.update(this.owned({ ...equals, _id: id }), changes)) > 0
  }

  private find({ without = [], ...query }: Find): Promise<Owned<Fields>[]> {
    return this.documents.find({ ...query, without: [...without, '_openid', 'unionid', 'appid'] })
  }

  /** The only place a condition is made: `.where(a).where(b)` would send `b` alone, so there is one `and` of all. */
  private owned(equals: Readonly<Record<string, unknown>>, ...more: Condition[]): Condition {
    for (const [field, value] of Object.entries(equals))
      // The SDK drops undefined from a condition and sends an object's operators as they stand.
      if (value === undefined || (typeof value === 'object' && value !== null))
        throw new Error(`The condition on ${field} must be a plain value.`)
    return and([ownedBy(this.owner), equals, ...more])
  }
}

/** The identity itself is the query: the same person in a sibling app is found by UNIONID, early notes by OPENID. */
const ownedBy = ({ openid, unionid }: Caller): Condition =>
  unionid ? or([{ _openid: openid }, { unionid }]) : { _openid: openid }
