import * as z from 'zod/mini'
import { invalidParameter } from '../errors'
import { parseFields, stringify } from '../store/ejson'
import { project } from '../store/matching'
import type { Query, Store } from '../store/store'
import type { Fields, Order } from '../store/value'
import { DocumentLocked } from '../store/writer'
import { action, type Action } from './action'

/** The SDK sends filters, documents and updates as text: Extended JSON inside the JSON of the request. */
const ejson = z.string()
export const collectionName = z.string().check(z.minLength(1))
const statementFields = { collectionName, transactionId: z.optional(z.string()) }
const selectionFields = { ...statementFields, query: z.optional(ejson) }

/** How many documents one read gives if it sets no limit, and how many it gives at most. As in the real cloud. */
const defaultReadLimit = 100
const maxReadLimit = 1000

/** The SDK's requests on collections, documents and transactions. */
export function databaseActions(store: Store): Record<string, Action> {
  /** As in MongoDB, a statement that fails ends its transaction. */
  const inTransaction = (transaction: string | undefined) => ({
    fail: () => void (transaction !== undefined && store.drop(transaction)),
  })
  const forQuery = (query: Query, transaction: string | undefined) => ({
    ...inTransaction(transaction),
    collection: query.collection,
    query: query.filter,
    rows: () => store.find(query, transaction).documents,
  })
  return {
    'database.addCollection': action(z.object({ collectionName }), (request) => ({
      collection: request.collectionName,
      perform() {
        store.createCollection(request.collectionName)
        return { reply: {} }
      },
    })),

    'database.insertDocument': action(
      z.object({ ...statementFields, data: z.array(ejson) }),
      (request, { now }) => {
        const collection = request.collectionName
        const documents = request.data.map((text) => parseFields(text, now))
        return {
          ...inTransaction(request.transactionId),
          collection,
          update: documents,
          async perform() {
            const { ids, work } = await whenUnlocked(() =>
              store.insert(collection, documents, request.transactionId),
            )
            return { reply: { data: { insertedIds: ids } }, work }
          },
        }
      },
    ),

    'database.getDocument': action(
      z.object({
        ...selectionFields,
        queryType: z.optional(z.string()),
        order: z.optional(ejson),
        offset: z.optional(z.int().check(z.minimum(0))),
        limit: z.optional(z.int().check(z.minimum(0))),
        projection: z.optional(ejson),
      }),
      (request, { now }) => {
        const collection = request.collectionName
        const filter = request.query ? parseFields(request.query, now) : {}
        const order = request.order ? orderOf(parseFields(request.order, now)) : []
        const fields = request.projection ? parseFields(request.projection, now) : undefined
        const offset = request.offset ?? 0
        const limit =
          request.queryType === 'DOC' ? 1 : Math.min(request.limit || defaultReadLimit, maxReadLimit)
        const query: Query = { collection, filter, order, skip: offset, limit }
        return {
          ...forQuery(query, request.transactionId),
          order,
          fields,
          perform(inspect) {
            const { documents, work } = store.find({ ...query, inspect }, request.transactionId)
            const list = fields ? project(documents, fields) : documents
            return { reply: { data: { list: list.map(stringify), limit, offset } }, work }
          },
        }
      },
    ),

    'database.calculateDocument': action(z.object(selectionFields), (request, { now }) => {
      const filter = request.query ? parseFields(request.query, now) : {}
      const query: Query = { collection: request.collectionName, filter }
      return {
        ...forQuery(query, request.transactionId),
        perform(inspect) {
          const { total, work } = store.count({ ...query, inspect }, request.transactionId)
          return { reply: { data: { total } }, work }
        },
      }
    }),

    'database.modifyDocument': action(
      z.object({
        ...selectionFields,
        data: ejson,
        multi: z.optional(z.boolean()),
        merge: z.optional(z.boolean()),
      }),
      (request, { now }) => {
        const { collectionName: collection, transactionId } = request
        const filter = requiredFilter(request.query, now)
        const update = parseFields(request.data, now)
        if (request.merge === false) {
          const id = filter['_id']
          return {
            // The _id alone decides which document is replaced, so the watchman must judge by it alone.
            ...forQuery({ collection, filter: { _id: id } }, transactionId),
            update,
            async perform() {
              const { existed, work } = await whenUnlocked(() =>
                store.replace(collection, id, update, transactionId),
              )
              return { reply: { data: existed ? { updated: 1 } : { updated: 0, upsert_id: id } }, work }
            },
          }
        }
        const query: Query = { collection, filter, limit: request.multi ? Infinity : 1 }
        return {
          ...forQuery(query, transactionId),
          update,
          async perform(inspect) {
            const { work } = await whenUnlocked(() =>
              store.update({ ...query, inspect }, update, transactionId),
            )
            return { reply: { data: { updated: work.changed } }, work }
          },
        }
      },
    ),

    'database.modifyAndReturnDoc': action(
      z.object({ ...selectionFields, data: ejson }),
      (request, { now }) => {
        const { collectionName: collection, transactionId } = request
        const query: Query = { collection, filter: requiredFilter(request.query, now), limit: 1 }
        const update = parseFields(request.data, now)
        return {
          ...forQuery(query, transactionId),
          update,
          async perform(inspect) {
            const { documents, work } = await whenUnlocked(() =>
              store.update({ ...query, inspect }, update, transactionId),
            )
            const [document] = documents
            // As findAndModify of MongoDB, which counts what it found and gives it, changed or not.
            const data = document ? { updated: 1, doc: stringify(document) } : { updated: 0, doc: null }
            return { reply: { data }, work }
          },
        }
      },
    ),

    'database.removeDocument': action(
      z.object({ ...selectionFields, multi: z.optional(z.boolean()) }),
      (request, { now }) => {
        const query: Query = {
          collection: request.collectionName,
          filter: requiredFilter(request.query, now),
          limit: request.multi ? Infinity : 1,
        }
        return {
          ...forQuery(query, request.transactionId),
          async perform(inspect) {
            const { work } = await whenUnlocked(() =>
              store.remove({ ...query, inspect }, request.transactionId),
            )
            return { reply: { data: { deleted: work.changed } }, work }
          },
        }
      },
    ),

    'database.startTransaction': action(z.object({}), () => ({
      perform: () => ({ reply: { transactionId: store.begin() } }),
    })),

    'database.commitTransaction': action(z.object({ transactionId: z.string() }), (request) => ({
      perform() {
        store.commit(request.transactionId)
        return { reply: {} }
      },
    })),

    'database.abortTransaction': action(z.object({ transactionId: z.string() }), (request) => ({
      perform() {
        store.abort(request.transactionId)
        return { reply: {} }
      },
    })),
  }
}

/**
 * Like the real cloud, this one refuses to change or remove documents without a condition: it could be a forgotten
 * `where`.
 */
function requiredFilter(query: string | undefined, now: number): Fields {
  const filter = query === undefined ? {} : parseFields(query, now)
  if (Object.keys(filter).length === 0) throw invalidParameter('param error: query is required')
  return filter
}

function orderOf(fields: Fields): Order {
  return Object.entries(fields).map(([field, direction]) => {
    if (direction !== 1 && direction !== -1)
      throw invalidParameter(`param error: the order of ${field} must be 1 or -1`)
    return [field, direction]
  })
}

/** As in MongoDB, a write outside a transaction waits while a transaction holds one of its documents. */
async function whenUnlocked<Result>(write: () => Result): Promise<Result> {
  for (;;) {
    try {
      return write()
    } catch (error) {
      if (!(error instanceof DocumentLocked)) throw error
      await error.released
    }
  }
}
