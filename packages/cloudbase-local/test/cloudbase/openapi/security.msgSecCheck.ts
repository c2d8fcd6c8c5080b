import type { OpenapiAnswer } from '../../../src'

const judge: OpenapiAnswer<'security.msgSecCheck'> = ({ content }) => {
  if (content === 'too much') return { errcode: 45009, errmsg: 'reach max api daily quota limit' }
  if (content === 'crash') throw new Error('no idea')
  return {
    trace_id: 'trace-1',
    result: content.includes('gambling')
      ? { suggest: 'risky', label: 20006 }
      : { suggest: 'pass', label: 100 },
  }
}

export default judge
