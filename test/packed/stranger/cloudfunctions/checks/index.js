const cloud = require('wx-server-sdk')
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })
exports.main = ({ content }) => {
  const { OPENID: openid } = cloud.getWXContext()
  return cloud.openapi.security.msgSecCheck({ version: 2, scene: 2, openid, content })
}
