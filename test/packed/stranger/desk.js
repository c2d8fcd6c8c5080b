const { createServer } = require('node:http')
const { openCloud } = require('cloudbase-local')
const { openPreview } = require('miniprogram-preview')

const here = `http://127.0.0.1:${process.env.PORT ?? 8350}`
const people = {
  eve: { name: 'Eve', appid: 'wx1', openid: 'oEVE' },
  dan: { name: 'Dan', appid: 'wx1', openid: 'oDAN', unionid: 'uDAN' },
}

async function main() {
  const options = {
    functions: 'cloudfunctions',
    data: '.data',
    people,
    collections: {},
    functionSettings: {},
  }
  const cloud = openCloud(options)
  const preview = await openPreview({ app: 'miniprogram' })
  const server = createServer(async (req, res) => {
    // Web pages from elsewhere must not reach it.
    const { host, origin = here } = req.headers
    if (`http://${host}` !== here || origin !== here) return res.writeHead(403).end()
    try {
      const url = new URL(req.url, here)
      const answered = (await cloud.handler(req, res, url)) || (await preview.handler(req, res, url))
      if (!answered) res.writeHead(404).end()
    } catch (error) {
      res.writeHead(error.status ?? 500).end(error.message)
    }
  })
  server.listen(new URL(here).port, '127.0.0.1', () => {
    cloud.attach(here)
    console.log(`Two phones and their cloud are at ${here}`)
  })
}

main()
