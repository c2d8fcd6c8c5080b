const { createServer } = require('node:http')
const { openCloud } = require('cloudbase-local')

const cloud = openCloud({
  functions: 'cloudfunctions',
  data: '.data',
  people: { eve: { name: 'Eve', appid: 'wx1', openid: 'oEVE' } },
  collections: {},
  functionSettings: {},
})
// The functions reach their database here.
const server = createServer((req, res) => cloud.handler(req, res, new URL(req.url, 'http://127.0.0.1')))

server.listen(0, '127.0.0.1', async () => {
  cloud.attach(`http://127.0.0.1:${server.address().port}`)
  console.log(await cloud.call('eve', 'todos', { text: 'tea' }))
  await cloud.close()
  server.close()
})
