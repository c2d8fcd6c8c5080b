import collections from '../../cloudbase/collections.json'
import {
  above,
  and,
  collection,
  containing,
  oneOf,
  or,
  upTo,
  type Collection,
  type Condition,
  type Find,
  type Total,
} from './cloud'
import type { Caller } from './caller'
import { beyond, type Order, type Position } from './keyset'
import { notFound } from './refusal'

/** The collections in which every document is somebody's. */
export const ownedCollections = Object.entries(collections).flatMap(([name, { owned }]) =>
  owned ? [name] : [],
)

/** In place of a time: whichever, as long as there is one. A symbol, which no event can hold. */
export const anyTime = Symbol('any time')

/** What every owned document carries: whose it is. It is written here and never leaves the functions. */
interface Owner {
  _openid: string
  unionid?: string
  /** The mini program it was written in. */
  appid: string
}

type Value = string | number | boolean | null

/** What a field is compared with: a list with one of its elements, a time also with any. */
type Compared<Field> = Field extends readonly (infer Element)[]
  ? Element
  : Field | (number extends Field ? typeof anyTime : never)

/** Equality of fields with plain values. Operators cannot be expressed, so none can be smuggled in. */
type Equals<Fields> = {
  readonly [F in keyof Fields as Compared<Fields[F]> extends Value | typeof anyTime ? F : never]?: Compared<
    Fields[F]
  >
}

/** An owned document as it is read: its id and its fields, with the owner left out. */
export type Owned<Fields> = Fields & { _id: string }

export interface Page<Fields> {
  equals: Equals<Fields>
  /** Only those that contain each of these words in at least one of these fields, in whatever case. */
  contains?: { fields: readonly (keyof Fields & string)[]; words: readonly string[] }
  order: Order
  /** Start right after this position of `order`; from the top without it. */
  after?: Position | undefined
  limit: number
  without?: readonly string[]
}

/**
 * One person's part of a collection. Security rules do not bind cloud functions, so isolation rests on this class: it is
 * made from a caller, every request it sends carries the owner in its one condition, and it offers nothing else.
 * Each method is one database request, unless it says otherwise.
 *
 * @example
 * const books = new OwnedCollection<Book>('books', caller())
 * await books.update(id, { rev }, { title, rev: rev + 1 }) // false: not there, somebody else's, or at another revision
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
    return this.addAll([{ ...fields, _id: id }])
  }

  /** Adds documents of this owner's, one after another. False when an id is taken: nothing is written from that one on. */
  addAll(documents: Owned<Fields>[]): Promise<boolean> {
    const { openid, unionid, appid } = this.owner
    const owner = { _openid: openid, appid, ...(unionid && { unionid }) }
    return this.documents.add(...documents.map((document) => ({ ...document, ...owner })))
  }

  /** Which of these ids are those of the owner's documents. */
  async idsAmong(ids: readonly string[]): Promise<string[]> {
    const where = this.owned({}, { _id: oneOf(ids) })
    return (await this.documents.find({ where, limit: ids.length, only: ['_id'] })).map(({ _id }) => _id)
  }

  /** The owner's document of this id, or null: somebody else's and none at all look the same. */
  async get(id: string): Promise<Owned<Fields> | null> {
    const [document] = await this.find({ where: this.owned({ _id: id }), limit: 1 })
    return document ?? null
  }

  /** As `get`. Raises NOT_FOUND in place of null. */
  async existing(id: string): Promise<Owned<Fields>> {
    return (await this.get(id)) ?? notFound()
  }

  /** Those of the owner's documents of these ids that equal `equals`, in no order. */
  some(ids: readonly string[], equals: Equals<Fields>): Promise<Owned<Fields>[]> {
    return this.find({ where: this.owned(equals, { _id: oneOf(ids) }), limit: ids.length })
  }

  /** The owner's documents that fulfil the conditions, in order, `limit` of them at most. */
  page({ equals, contains, order, after, limit, without = [] }: Page<Fields>): Promise<Owned<Fields>[]> {
    const words = contains?.words.map((word) =>
      or(contains.fields.map((field) => ({ [field]: containing(word) }))),
    )
    const where = this.owned(equals, ...(words ?? []), ...(after ? [beyond(order, after)] : []))
    return this.find({ where, order, limit, without })
  }

  /** How many documents are the owner's, and the sum of these number fields of theirs. */
  total(...fields: (keyof Fields & string)[]): Promise<Total> {
    return this.documents.total(this.owned({}), ...fields)
  }

  /** Changes the owner's document of this id if it still equals `equals`; false, with nothing written, if not. */
  async update(id: string, equals: Equals<Fields>, changes: Partial<Fields>): Promise<boolean> {
    return (await this.documents.update(this.owned({ ...equals, _id: id }), changes)) > 0
  }

  /** Deletes the owner's document of this id if it still equals `equals`; false if not. */
  async remove(id: string, equals: Equals<Fields>): Promise<boolean> {
    return (await this.documents.remove(this.owned({ ...equals, _id: id }))) > 0
  }

  /** Deletes all of the owner's documents that have a time in this field, and none later than `until`. */
  async removeUntil(field: keyof Fields & string, until: number): Promise<void> {
    await this.documents.remove(this.owned({ [field]: anyTime }, { [field]: upTo(until) }))
  }

  /** Deletes `limit` of the owner's documents at most, by two requests. False when none is left. */
  async removeSome(limit: number): Promise<boolean> {
    const found = await this.documents.find({
      where: this.owned({}),
      order: [['_id', 'asc']],
      limit,
      only: ['_id'],
    })
    const last = found.at(-1)
    if (last) await this.documents.remove(this.owned({}, { _id: upTo(last._id) }))
    return found.length === limit
  }

  private find({ without = [], ...query }: Find): Promise<Owned<Fields>[]> {
    return this.documents.find({ ...query, without: [...without, '_openid', 'unionid', 'appid'] })
  }

  /** The only place a condition is made: `.where(a).where(b)` would send `b` alone, so there is one `and` of all. */
  private owned(equals: Readonly<Record<string, unknown>>, ...more: Condition[]): Condition {
    const fields = Object.entries(equals).map(([field, value]) => [field, comparison(field, value)])
    return and([
      // Without this one line everybody reaches everybody's. `npm start` can take it out of a copy, to show that.
      ownedBy(this.owner),
      Object.fromEntries(fields),
      ...more,
    ])
  }
}

/** The SDK drops undefined from a condition and sends an object's operators as they stand: both are refused. */
function comparison(field: string, value: unknown): Value | Condition {
  if (value === anyTime) return above(0)
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value
  throw new Error(`The condition on ${field} must be a plain value.`)
}

/** The identity itself is the query: the same person in a sibling app is found by UNIONID, what was written before it was known by OPENID. */
const ownedBy = ({ openid, unionid }: Caller): Condition =>
  unionid ? or([{ _openid: openid }, { unionid }]) : { _openid: openid }
