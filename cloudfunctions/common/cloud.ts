import * as cloud from 'wx-server-sdk'

/*
 * The one file that wraps wx-server-sdk, whose typings are loose (`Promise<T> | void | string`, `& Record<string, any>`).
 * Every cast of the cloud functions stands here; all other files see the narrow types below.
 */

// The typings ask for a string; the value is a symbol, and the SDK wants exactly that symbol.
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV as unknown as string })

const database = cloud.database()

/** A condition built by `and`, `or`, `oneOf`, `below`, `upTo`, `above` or `containing`, or plain equality of fields. */
export type Condition = object

export const and = (conditions: Condition[]): Condition => database.command.and(conditions as never)
export const or = (conditions: Condition[]): Condition => database.command.or(conditions as never)
export const oneOf = (values: readonly string[]): Condition => database.command.in([...values])
export const below = (value: string | number | boolean): Condition => database.command.lt(value)
export const upTo = (value: string | number): Condition => database.command.lte(value)
export const above = (value: string | number): Condition => database.command.gt(value)

/**
 * The field contains this text, in whatever case. Every character stands for itself, so that what a user typed never
 * becomes a pattern. Raises an error for an empty text.
 */
export function containing(text: string): Condition {
  // MongoDB refuses a pattern that holds the zero character itself.
  const regexp = text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&').replaceAll('\0', '\\x00')
  return database.RegExp({ regexp, options: 'i' })
}

/** The context as the SDK gives it, unchecked; `caller()` is its only reader. Empty outside `main`. */
export const wxContext = (): Readonly<Record<string, unknown>> => cloud.getWXContext()

export type Direction = 'asc' | 'desc'

export interface Find {
  where: Condition
  order?: readonly (readonly [field: string, direction: Direction])[]
  /** The platform caps it at 1000. */
  limit: number
  /** Fields to leave out of the answer. */
  without?: readonly string[]
  /** Fields that the answer is to have, beside `_id`, and no others. */
  only?: readonly string[]
}

/** One request each; a collection holds only what this project's functions wrote, hence `Document` unchecked. */
export interface Collection<Document extends object> {
  /** False when an `_id` is taken: nothing is added from that document on. */
  add(...documents: Document[]): Promise<boolean>
  find(query: Find): Promise<Document[]>
  /** How many documents matched and were changed. */
  update(where: Condition, changes: object): Promise<number>
  /** How many documents matched and were deleted. */
  remove(where: Condition): Promise<number>
  /** How many documents match, and the sum of these number fields of theirs. */
  total(where: Condition, ...fields: string[]): Promise<Total>
}

export interface Total {
  count: number
  sum: number
}

export function collection<Document extends object>(name: string): Collection<Document> {
  return {
    async add(...documents) {
      try {
        await database.collection(name).add({ data: documents })
        return true
      } catch (error) {
        // The cloud wraps MongoDB's text in different ways; its E11000 is what stays (errCode -502001).
        if (error instanceof Error && error.message.includes('E11000')) return false
        throw error
      }
    },

    async find({ where, order = [], limit, without = [], only = [] }) {
      let query = database.collection(name).where(where).limit(limit)
      for (const [field, direction] of order) query = query.orderBy(field, direction)
      const fields = [...without.map((field) => [field, false]), ...only.map((field) => [field, true])]
      const result = (await query.field(Object.fromEntries(fields)).get()) as { data: unknown }
      return result.data as Document[]
    },

    async update(where, changes) {
      const result = (await database.collection(name).where(where).update({ data: changes })) as unknown as {
        stats: { updated: number }
      }
      return result.stats.updated
    },

    async remove(where) {
      const result = (await database.collection(name).where(where).remove()) as unknown as {
        stats: { removed: number }
      }
      return result.stats.removed
    },

    async total(where, ...fields) {
      const { add, sum } = database.command.aggregate
      const group = { _id: null, count: sum(1), sum: sum(add(fields.map((field) => `$${field}`))) }
      const result = await database.collection(name).aggregate().match(where).group(group).end()
      // Nothing that matches makes no group.
      const [total = { count: 0, sum: 0 }] = (result as unknown as { list: Total[] }).list
      return { count: total.count, sum: total.sum }
    },
  }
}
