// Shows what a function gets from the platform, and fails in each way in which a function can fail.
const cloud = require('wx-server-sdk')
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })

let runs = 0

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
    case 'call':
      return (await cloud.callFunction({ name: event.name, data: event.data })).result
    default:
      return undefined
  }
}
