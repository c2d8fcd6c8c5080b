/** @type {import('cloudbase-local').OpenapiAnswer<'security.msgSecCheck'>} */
const judge = ({ content }) => ({
  result: content.includes('gambling') ? { suggest: 'risky', label: 20006 } : { suggest: 'pass', label: 100 },
})

module.exports = judge
