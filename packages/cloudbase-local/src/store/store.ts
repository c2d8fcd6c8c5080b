import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import type { Collections } from '../environment'
import * as errors from '../errors'
import type { Work } from '../trace'
import { describeKey } from './changes'
import { createCollection, openCollections } from './collection'
import { load, stringify } from './ejson'
import { requirePlaces } from './geo/indexed'
import { forbidNear, nearestFirst, nearIn } from './geo/queries'
import { primaryIndex, type Collection } from './indexes'
import { checkIntact } from './intact'
import { encode, layout } from './keys'
import { lockFolder } from './lock'
import { matcher } from './matching'
import { lastPlace, type Place } from './places'
import { describe, makePlan } from './plan'
import { positioned } from './positions'
import { search } from './scan'
import { Transaction } from './transaction'
import { checkUpdate, update } from './update'
import {
  typeName,
  type Document,
  type Fields,
  type Filter,
  type Order,
  type Update,
  type Value,
} from './value'
import { Database } from './view'
import { plainWriter, type Locks, type Writer } from './writer'

/** Which documents to find, in which order, how many to skip and how many to give. */
export interface Query {
  collection: string
  filter: Filter
  order?: Order
  skip?: number
  limit?: number
  /**
   * Called with each document before it is returned or changed. If it raises, the statement ends and writes nothing.
   */
  inspect?: ((document: Document) => void) | undefined
}

/** CloudBase ends a transaction that stays open for longer. */
const transactionLimitMs = 30_000

/** A key of LMDB has at most 1978 bytes, and an index entry needs some of them for its values. */
const maxIdBytes = 600

/** The documents of one environment, stored in one folder. Only one process at a time can open the folder. */
export class Store {
  private readonly locks: Locks = new Map()
  private readonly transactions = new Map<string, Transaction>()
  /** The place of the newest document of all. */
  private lastPlace: Place

  private constructor(
    private readonly database: Database,
    private readonly collections: Map<string, Collection>,
    private readonly unlock: () => void,
  ) {
    this.lastPlace = Math.max(0, ...Array.from(collections.keys(), (name) => lastPlace(database, name)))
  }

  /**
   * Opens the folder and creates it if it is missing. Raises an error that names the process that has it open already or
   * says that its file is damaged, and E11000 when the stored documents break a unique index.
   */
  static open(folder: string, declared: Collections): Store {
    mkdirSync(folder, { recursive: true })
    const unlock = lockFolder(folder)
    try {
      checkIntact(folder)
      const database = new Database(folder)
      return new Store(database, openCollections(database, declared), unlock)
    } catch (error) {
      unlock()
      throw error
    }
  }

  /** Remembers everything that is stored. Gives a function that brings it back, without what is in between. */
  keep(): () => void {
    return this.database.keep()
  }

  async close(): Promise<void> {
    for (const id of this.transactions.keys()) this.abort(id)
    await this.database.close()
    this.unlock()
  }

  /** Raises DATABASE_COLLECTION_ALREADY_EXIST when there is such a collection. */
  createCollection(name: string): void {
    if (this.collections.has(name)) throw errors.collectionExists()
    this.collections.set(name, createCollection(this.database, name))
  }

  /** Gives the documents that match, and how much work it was to find them. Raises MongoDB's error for a bad query. */
  find(query: Query, transaction?: string): { documents: Document[]; work: Work } {
    const work = newWork()
    const documents = [...this.search(query, this.writer(transaction), work)]
    return { documents, work: { ...work, returned: documents.length } }
  }

  /** Gives the number of documents that match. Raises MongoDB's error for a bad query. */
  count(query: Query, transaction?: string): { total: number; work: Work } {
    forbidNear(query.filter)
    const work = newWork()
    const found = this.search(query, this.writer(transaction), work)
    let total = 0
    while (!found.next().done) total++
    return { total, work }
  }

  /** Stores new documents and gives their ids. A document without an _id gets one. Raises E11000 if an _id is taken. */
  insert(collection: string, documents: Fields[], transaction?: string): { ids: Value[]; work: Work } {
    const target = this.collection(collection)
    const withIds = documents.map((fields) => ({ _id: fields['_id'] ?? newId(), ...fields }))
    withIds.forEach(checkDocument)
    this.statement(transaction, (writer) => {
      for (const document of withIds) {
        if (this.read(writer, target, document._id))
          throw errors.duplicateKey(collection, primaryIndex.name, describeKey(primaryIndex, document))
        writer.write({ collection: target, new: document, place: ++this.lastPlace })
      }
    })
    return { ids: withIds.map(({ _id }) => _id), work: { ...newWork(), changed: withIds.length } }
  }

  /**
   * Changes the documents that match, all of them or none, and gives all of them as they then are. Raises MongoDB's error
   * when the update does not fit a document.
   */
  update(query: Query, change: Update, transaction?: string): { documents: Document[]; work: Work } {
    checkUpdate(change)
    return this.rewrite(query, transaction, (document) => {
      update(document, positioned(change, query.filter, document))
      return document
    })
  }

  /** Removes the documents that match, all of them or none. */
  remove(query: Query, transaction?: string): { work: Work } {
    return this.rewrite(query, transaction, () => undefined)
  }

  /** Replaces the document with this _id, or creates it. */
  replace(
    collection: string,
    id: Value,
    fields: Fields,
    transaction?: string,
  ): { existed: boolean; work: Work } {
    const target = this.collection(collection)
    const document = { _id: id, ...fields }
    checkDocument(document)
    const existed = this.statement(transaction, (writer) => {
      const old = this.read(writer, target, id)
      writer.write({ collection: target, old, new: document, place: ++this.lastPlace })
      return old !== undefined
    })
    return { existed, work: { index: primaryIndex.name, examined: existed ? 1 : 0, returned: 0, changed: 1 } }
  }

  /** Starts a transaction and gives its id. The transaction is rolled back after 30 seconds. */
  begin(): string {
    const id = randomBytes(12).toString('hex')
    this.transactions.set(id, new Transaction(this.database, this.locks))
    setTimeout(() => this.drop(id), transactionLimitMs).unref()
    return id
  }

  /** Raises the conflict of transactions, or an error when the transaction has ended already. */
  commit(id: string): void {
    const transaction = this.transaction(id)
    this.transactions.delete(id)
    transaction.commit()
  }

  /** Raises an error when the transaction has ended already. */
  abort(id: string): void {
    const transaction = this.transaction(id)
    this.transactions.delete(id)
    transaction.end()
  }

  /** Ends a transaction, unless it has ended already. */
  drop(id: string): void {
    if (this.transactions.has(id)) this.abort(id)
  }

  /** The fields of a collection that have an index of places. */
  placeFieldsOf(collection: string): string[] {
    return this.collection(collection).placeFields ?? []
  }

  private rewrite(
    query: Query,
    transaction: string | undefined,
    change: (document: Document) => Document | undefined,
  ) {
    const target = this.collection(query.collection)
    const work = newWork()
    const documents = this.statement(transaction, (writer) => {
      const found = [...this.search(query, writer, work)]
      return found.flatMap((old) => {
        const changed = change(load(stringify(old)))
        if (changed && stringify(changed) === stringify(old)) return [changed]
        writer.write({ collection: target, old, new: changed })
        work.changed++
        return changed ? [changed] : []
      })
    })
    return { documents, work }
  }

  private *search(query: Query, { view }: Writer, work: Work): Generator<Document> {
    const { name, indexes, placeFields = [] } = this.collection(query.collection)
    const { filter, order = [], skip = 0, limit = Infinity, inspect } = query
    const plan = makePlan(filter, order, indexes)
    work.index = describe(plan)
    const examine = () => void work.examined++
    const near = nearIn(filter)
    if (near) requirePlaces(placeFields, near.field)
    const found = search({ view, collection: name, plan, order, matches: matcher(filter), examine })
    const nearest = near && order.length === 0
    let at = 0
    for (const document of nearest ? nearestFirst(found, near).map((one) => one.document) : found) {
      if (at++ >= skip) {
        inspect?.(document)
        yield document
      }
      if (at >= skip + limit) return
    }
  }

  private read({ view }: Writer, collection: Collection, id: Value): Document | undefined {
    const text = view.get(layout.documents(collection.name) + encode(id))
    return text === undefined ? undefined : load(text)
  }

  /** A statement that fails inside a transaction may be half done, so the caller must then drop the transaction. */
  private statement<Result>(transaction: string | undefined, work: (writer: Writer) => Result): Result {
    const writer = this.writer(transaction)
    return writer.statement(() => work(writer))
  }

  private writer(transaction: string | undefined): Writer {
    return transaction === undefined ? plainWriter(this.database, this.locks) : this.transaction(transaction)
  }

  private transaction(id: string): Transaction {
    const transaction = this.transactions.get(id)
    if (!transaction) throw errors.transactionEnded()
    return transaction
  }

  private collection(name: string): Collection {
    const collection = this.collections.get(name)
    if (!collection) throw errors.collectionMissing(name)
    return collection
  }
}

const newWork = (): Work => ({ index: '', examined: 0, returned: 0, changed: 0 })

/** CloudBase makes ids of 32 hexadecimal digits. */
const newId = () => randomBytes(16).toString('hex')

function checkDocument(document: Document): void {
  const { _id: id } = document
  if (Array.isArray(id) || id instanceof RegExp)
    throw errors.writeFailed('Insert', `The '_id' value cannot be of type ${typeName(id)}`)
  if (encode(id).length > maxIdBytes)
    throw errors.writeFailed(
      'Insert',
      `The '_id' is too long: the local cloud takes up to ${maxIdBytes} bytes`,
    )
  const operator = Object.keys(document).find((name) => name.startsWith('$'))
  if (operator !== undefined)
    throw errors.writeFailed('Insert', `The dollar ($) prefixed field '${operator}' is not valid for storage`)
}
