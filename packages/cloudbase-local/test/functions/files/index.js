// Runs the event's steps on cloud storage with the real SDK. A step that fails gives the error that the SDK raised.
const cloud = require('wx-server-sdk')
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })

const operations = {
  upload: (cloudPath, text) => cloud.uploadFile({ cloudPath, fileContent: Buffer.from(text) }),
  download: async (fileID) => (await cloud.downloadFile({ fileID })).fileContent.toString(),
  urls: (...fileList) => cloud.getTempFileURL({ fileList }),
  // What the SDK asks for before an upload.
  permit: async (cloudPath) =>
    (await require('@cloudbase/node-sdk').init({ env: 'local-env' }).getUploadMetadata({ cloudPath })).data,
  delete: (...fileList) => cloud.deleteFile({ fileList }),
}

exports.main = async ({ steps }) => {
  const results = []
  for (const [name, ...values] of steps) {
    try {
      results.push(await operations[name](...values))
    } catch (error) {
      results.push({ errCode: error.errCode, errMsg: error.errMsg ?? error.message })
    }
  }
  return results
}
