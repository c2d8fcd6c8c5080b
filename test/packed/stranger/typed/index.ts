import { createServer, type RequestListener } from 'node:http'
import { openCloud, type LocalCloud, type OpenapiAnswer } from 'cloudbase-local'
import { openPreview, type Preview } from 'miniprogram-preview'

export function serve(cloud: LocalCloud, preview: Preview): RequestListener {
  return async (req, res) => {
    const url = new URL(req.url ?? '/', 'http://127.0.0.1')
    if (!(await cloud.handler(req, res, url))) await preview.handler(req, res, url)
  }
}

export const judge: OpenapiAnswer<'security.msgSecCheck'> = ({ content }) => ({
  result: { suggest: content === '' ? 'review' : 'pass', label: 100 },
})

export async function start(): Promise<void> {
  const people = { eve: { name: 'Eve', appid: 'wx1', openid: 'o1' } }
  const openapi = { 'security.msgSecCheck': judge }
  const cloud = openCloud({
    functions: '.',
    data: '.',
    people,
    collections: {},
    functionSettings: {},
    openapi,
  })
  createServer(serve(cloud, await openPreview({ app: '.' })))
}
