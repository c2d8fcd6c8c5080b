import * as cloud from 'wx-server-sdk'

/* Calls every service that wx-server-sdk offers. The SDK's types do not know all of them, so this file is not type-checked. */

cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })
/** Models are asked at an address of their own, here by way of a proxy that nobody runs. */
const proxied = cloud.createNewInstance({ env: 'local-env', proxy: 'http://127.0.0.1:9' })
const db = cloud.database()
const _ = db.command
const things = () => db.collection('things')
const file = 'cloud://local-env.bucket/no/such/file'

const services = {
  'what the SDK exports': () => Object.keys(cloud).sort(),
  version: () => cloud.version,
  getWXContext: () => cloud.getWXContext(),
  signature: () => cloud.signature({ data: 'x' }),
  createCollection: () => db.createCollection('more'),
  add: () => things().add({ data: { _id: 'a', n: 1, at: new Date(0), tags: ['x'] } }),
  get: () => things().doc('a').get(),
  'get what is not there': () => things().doc('b').get(),
  find: () =>
    things()
      .where({ n: _.gte(1).and(_.lt(2)), tags: db.RegExp({ regexp: 'X', options: 'i' }) })
      .get(),
  count: () => things().where({ n: 1 }).count(),
  update: () =>
    things()
      .doc('a')
      .update({ data: { n: _.inc(1), at: db.serverDate() } }),
  set: () =>
    things()
      .doc('c')
      .set({ data: { n: 3, point: new db.Geo.Point(1, 2) } }),
  aggregate: () =>
    things()
      .aggregate()
      .match({ n: _.gt(0) })
      .group({ _id: null, n: _.aggregate.sum('$n') })
      .end(),
  runTransaction: () =>
    db.runTransaction(async (transaction) => {
      await transaction
        .collection('things')
        .doc('a')
        .update({ data: { n: 9 } })
      return (await transaction.collection('things').doc('a').get()).data.n
    }),
  remove: () =>
    things()
      .where({ n: _.exists(true) })
      .remove(),
  callFunction: () => cloud.callFunction({ name: 'echo', data: { said: 1 } }),
  'callFunction of none': () => cloud.callFunction({ name: 'nobody' }),
  uploadFile: () => cloud.uploadFile({ cloudPath: 'a/b.txt', fileContent: Buffer.from('hello') }),
  getTempFileURL: () => cloud.getTempFileURL({ fileList: [file] }),
  downloadFile: () => cloud.downloadFile({ fileID: file }),
  deleteFile: () => cloud.deleteFile({ fileList: [file] }),
  openapi: () =>
    cloud.openapi.security.msgSecCheck({
      content: 'x',
      version: 2,
      scene: 1,
      openid: 'o',
      big: 12345678901234567890n,
    }),
  'openapi without an answer': () => cloud.openapi.wxacode.get({ path: 'a' }),
  'openapi without permission': () => cloud.openapi.wxacode.createQRCode({ path: 'a' }),
  'openapi that gives bytes': () => cloud.openapi({ appid: 'wx1' }).wxacode.getUnlimited({ scene: '1' }),
  'openapi with a picture': () =>
    cloud.openapi.security.imgSecCheck({ media: { contentType: 'image/png', value: Buffer.from('x') } }),
  cloudPay: () => cloud.cloudPay.unifiedOrder({ body: 'x', outTradeNo: '1', totalFee: 1 }),
  callOpenAPI: () => cloud.callOpenAPI({ api: 'security.msgSecCheck', data: { content: 'x' } }),
  getOpenData: () => cloud.getOpenData({ list: ['x'] }),
  getVoIPSign: () => cloud.getVoIPSign({ groupId: '1', nonce: 'n', timestamp: 1 }),
  getCloudCallSign: () => cloud.getCloudCallSign({}),
  ai: () => proxied.ai().createModel('hunyuan').generateText({ model: 'lite', messages: [] }),
  'another environment': () => new cloud.Cloud({ resourceAppid: 'wx1', resourceEnv: 'e' }).init(),
  logger: () => void cloud.default.logger().info({ said: 1 }),
}

const described = (error) => ({
  raised: [error.constructor.name, error.name, error.errCode, error.code, error.errMsg, error.message],
})

/** The result, or the error, of each service. */
export async function main() {
  const results = {}
  for (const [name, call] of Object.entries(services)) {
    try {
      results[name] = (await call()) ?? null
    } catch (error) {
      results[name] = described(error)
    }
  }
  return results
}
