// Shows what a function gets from the platform, and fails in each way in which a function can fail.
const cloud = require('wx-server-sdk')
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })

let runs = 0
const kept = []

exports.main = async (event, context) => {
  runs++
  switch (event.do) {
    case 'identity':
      // The pause gives another request time to come in between, if a process wrongly served two at a time.
      await new Promise((resolve) => setTimeout(resolve, 30))
      return cloud.getWXContext()
    case 'event':
      return event
    case 'context':
      return context
    case 'runs':
      return { runs, pid: process.pid }
    case 'zone':
      return { zone: process.env.TZ, hours: new Date(0).getHours() }
    case 'ip':
      return require('@cloudbase/node-sdk').init({ env: 'local-env' }).auth().getClientIP()
    case 'answer':
      return 'x'.repeat(event.length)
    case 'eat':
      kept.push(Buffer.alloc(event.megabytes * 1024 * 1024, 1))
      return null
    case 'eatAndWait':
      kept.push(Buffer.alloc(event.megabytes * 1024 * 1024, 1))
      return new Promise(() => undefined)
    case 'eatObjects':
      for (;;) kept.push(new Array(1_000_000).fill(kept))
    case 'throwCircle': {
      const circle = { why: 'round' }
      circle.self = circle
      throw circle
    }
    case 'time':
      return { now: Date.now(), date: new Date().toISOString(), isDate: new Date(0) instanceof Date }
    case 'print':
      console.log('printed', event.text)
      return null
    case 'throw':
      throw new Error('boom')
    case 'hang':
      for (;;);
    case 'exit':
      process.exit(7)
    case 'circle': {
      const circle = {}
      circle.self = circle
      return circle
    }
    case 'openapi':
      return cloud.openapi.security.msgSecCheck({ content: 'x', version: 2, scene: 1, openid: 'o' })
    case 'descend':
      if (event.depth === 0) return 0
      return (
        1 +
        (await cloud.callFunction({ name: 'eater', data: { do: 'descend', depth: event.depth - 1 } })).result
      )
    case 'callForLength':
      return (await cloud.callFunction({ name: 'eater', data: event.data })).result.length
    case 'call':
      return (await cloud.callFunction({ name: event.name, data: event.data })).result
    default:
      return undefined
  }
}
