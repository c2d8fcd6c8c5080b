// Calls an interface of WeChat with the real SDK, as the event says. A call that fails gives the error that the SDK raised.
const cloud = require('wx-server-sdk')
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })

const call = async ({ api, data = {}, options, file }) => {
  const [namespace, name] = api.split('.')
  const openapi = options ? cloud.openapi(options) : cloud.openapi
  const media = file && { media: { contentType: 'image/png', value: Buffer.from(file) } }
  const answer = await openapi[namespace][name]({ ...data, ...media })
  return answer.buffer ? { ...answer, buffer: answer.buffer.toString('base64') } : answer
}

exports.main = async ({ calls }) => {
  const results = []
  await Promise.all(
    calls.map((one) =>
      call(one).then(
        (answer) => results.push(answer),
        ({ errCode, errMsg }) => results.push({ errCode, errMsg }),
      ),
    ),
  )
  return results
}
