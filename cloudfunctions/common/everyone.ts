import { above, and, below, collection, or, upTo } from './cloud'

/**
 * Deletes documents of any person whose time `field` lies before `time`: the `limit` oldest ones at most, by two requests.
 * Gives how many are gone, and whether there may be more. It may run twice at once.
 *
 * This is the one way past the owner. A function that uses it takes no user's call, and is named with its reason under
 * `unowned` in `cloudbase/functions.json`: `npm run exceptions` lists those.
 */
export async function removeOfEveryone<Field extends string>(
  name: string,
  field: Field,
  time: number,
  limit: number,
): Promise<{ removed: number; more: boolean }> {
  const documents = collection<{ _id: string } & Record<Field, number>>(name)
  // Null is no time: what has none is not below any.
  const due = and([{ [field]: above(0) }, { [field]: below(time) }])
  const order = [
    [field, 'asc'],
    ['_id', 'asc'],
  ] as const
  const found = await documents.find({ where: due, order, limit, only: [field] })
  const last = found.at(-1)
  if (!last) return { removed: 0, more: false }
  const notAfterLast = or([{ [field]: below(last[field]) }, { [field]: last[field], _id: upTo(last._id) }])
  // The time is part of the condition again: a document that has lost it since then stays.
  return { removed: await documents.remove(and([due, notAfterLast])), more: found.length === limit }
}
