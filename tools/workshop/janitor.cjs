// The classroom's own function: it sees all documents, so that a check can look at what a learner's function has stored.
const cloud = require('wx-server-sdk')
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })
const db = cloud.database()

async function main({ list, add, document, clear }) {
  if (add) return (await db.collection(add).add({ data: document }))._id
  if (list) return (await db.collection(list).limit(1000).get()).data
  await db
    .collection(clear)
    .where({ _id: db.command.exists(true) })
    .remove()
}

module.exports = { main }
