// Runs the event's steps with the real SDK. A step that fails gives the error that the SDK raised.
const cloud = require('wx-server-sdk')
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })
const db = cloud.database()
const _ = db.command
const like = (regexp) => db.RegExp({ regexp, options: 'i' })

exports.main = async ({ steps }) => {
  const transactions = {}
  const results = []
  for (const [name, ...values] of steps) {
    try {
      results.push(await operations(transactions)[name](...values))
    } catch (error) {
      results.push({ errCode: error.errCode, errMsg: error.errMsg ?? error.message, code: error.code })
    }
  }
  return results
}

const operations = (transactions) => ({
  create: (name) => db.createCollection(name),
  add: (name, data) => db.collection(name).add({ data }),
  get: (name, id) => db.collection(name).doc(id).get(),
  set: (name, id, data) => db.collection(name).doc(id).set({ data }),
  update: (name, id, data) => db.collection(name).doc(id).update({ data }),
  remove: (name, id) => db.collection(name).doc(id).remove(),
  find: (name, where, { order = [], skip = 0, limit, field } = {}) => {
    let query = db.collection(name).where(where).skip(skip)
    for (const [by, direction] of order) query = query.orderBy(by, direction)
    if (limit !== undefined) query = query.limit(limit)
    if (field !== undefined) query = query.field(field)
    return query.get()
  },
  match: (name, field, regexp) =>
    db
      .collection(name)
      .where({ [field]: db.RegExp({ regexp }) })
      .get(),
  count: (name, where) => db.collection(name).where(where).count(),
  updateWhere: (name, where, data) => db.collection(name).where(where).update({ data }),
  // wx-server-sdk does not pass this method on.
  updateAndReturn: (name, where, data) =>
    require('@cloudbase/node-sdk')
      .init({ env: 'local-env' })
      .database()
      .collection(name)
      .where(where)
      .updateAndReturn(data),
  updateAll: (name, data) => db.collection(name).update({ data }),
  removeWhere: (name, where) => db.collection(name).where(where).remove(),
  increment: (name, id, field, by) =>
    db
      .collection(name)
      .doc(id)
      .update({ data: { [field]: db.command.inc(by) } }),
  stamp: (name, id, offset) =>
    db
      .collection(name)
      .doc(id)
      .update({ data: { at: db.serverDate({ offset }) } }),
  aggregate: (name, ...stages) =>
    stages
      .reduce((pipeline, [stage, value]) => pipeline[stage](value), db.collection(name).aggregate())
      .end(),
  search: (name, owner, ...words) =>
    db
      .collection(name)
      .where(_.and([owner, ...words.map((word) => _.or([{ title: like(word) }, { body: like(word) }]))]))
      .get(),
  sleep: async (ms) => {
    await new Promise((resolve) => setTimeout(resolve, ms))
    return null
  },
  begin: async (key) => {
    transactions[key] = await db.startTransaction()
    return null
  },
  txGet: (key, name, id) => transactions[key].collection(name).doc(id).get(),
  txUpdate: (key, name, id, data) => transactions[key].collection(name).doc(id).update({ data }),
  txAdd: (key, name, data) => transactions[key].collection(name).add({ data }),
  commit: (key) => transactions[key].commit(),
  rollback: (key) => transactions[key].rollback(),
})
