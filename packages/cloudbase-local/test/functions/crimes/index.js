// The mistakes of public samples, with the real SDK. Each crime is written the way it is usually found.
const cloud = require('wx-server-sdk')
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })
const db = cloud.database()
const _ = db.command
const notes = db.collection('notes')
const anything = db.RegExp({ regexp: '.*', options: 'i' })

const crimes = {
  readById: ({ id }) => notes.doc(id).get(),
  readAll: () => notes.get(),
  countAll: () => notes.where({ title: _.neq('') }).count(),
  updateById: ({ id }) => notes.doc(id).update({ data: { title: 'mine now' } }),
  replaceById: ({ id, me }) => notes.doc(id).set({ data: { _openid: me, title: 'mine now' } }),
  removeById: ({ id }) => notes.doc(id).remove(),
  forgottenOwner: ({ id }) => notes.where({ _openid: undefined, _id: id }).get(),
  secondWhere: ({ id, me }) => notes.where({ _openid: me }).where({ _id: id }).get(),
  openBranch: ({ id, me }) => notes.where(_.or([{ _openid: me }, { _id: id }])).get(),
  operatorFromOutside: ({ operator }) => notes.where({ _openid: operator }).get(),
  ownerFromOutside: ({ her }) => notes.where({ _openid: her }).get(),
  addAsSomebodyElse: ({ her }) => notes.add({ data: { _id: 'planted', _openid: her, title: 'from me' } }),
  addAsNobody: () => notes.add({ data: { _id: 'planted', title: 'from me' } }),
  claimUnionid: ({ me, herUnionid }) =>
    notes.add({ data: { _id: 'planted', _openid: me, unionid: herUnionid, title: 'from me' } }),
  giveAway: ({ me, her }) => notes.where({ _openid: me }).update({ data: { _openid: her } }),
  dropOwner: ({ me }) => notes.where({ _openid: me }).update({ data: { _openid: _.remove() } }),
  removeByPattern: () => notes.where({ title: anything }).remove(),
  ownerByPattern: () => notes.where({ _openid: anything }).get(),
  patternBranch: ({ me }) => notes.where(_.or([{ _openid: me }, { title: anything }])).get(),
  aggregateAll: () =>
    notes
      .aggregate()
      .group({ _id: '$_openid', count: _.aggregate.sum(1) })
      .end(),
  aggregateByPattern: () => notes.aggregate().match({ _openid: anything }).count('n').end(),
  aggregateLateMatch: ({ me }) =>
    notes.aggregate().project({ _openid: 1 }).match({ _openid: me }).count('n').end(),
  inTransaction: ({ id }) =>
    db.runTransaction(async (transaction) => {
      const { data } = await transaction.collection('notes').doc(id).get()
      return data
    }),

  goesOn: async ({ id, me }) => {
    const transaction = await db.startTransaction()
    await transaction.collection('notes').add({ data: { _id: 'planned', _openid: me } })
    const refused = await transaction
      .collection('notes')
      .doc(id)
      .get()
      .catch(() => null)
    await transaction.commit()
    return refused
  },

  // These are not crimes: their queries ask only for the caller's documents.
  own: ({ me }) => notes.where({ _openid: me }).get(),
  ownTotal: ({ me }) => notes.aggregate().match({ _openid: me }).count('n').end(),
  ownByUnionid: ({ me }) => notes.where({ unionid: me }).get(),
  rename: ({ me }) => notes.where({ _openid: me }).update({ data: { title: 'renamed' } }),
}

exports.main = async ({ crime, ...event }) => {
  try {
    return await crimes[crime](event)
  } catch (error) {
    return { errCode: error.errCode, errMsg: error.errMsg ?? error.message }
  }
}
