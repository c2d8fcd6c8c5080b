// @ts-check
// Lets a function run without `npm install` in its folder: the SDK is then taken from this package or from the working
// directory. No other module is, so that a missing dependency fails here as it would in the cloud.
'use strict'
const Module = require('node:module')
const url = require('node:url')

const sdk = 'wx-server-sdk'
const sdkHere = () => require.resolve(sdk, { paths: [__dirname, process.cwd()] })

module.exports = { resolveRequiresFromHere, resolveImportsFromHere }

/** For require(). */
function resolveRequiresFromHere() {
  const internals = /** @type {{ _resolveFilename(request: string, ...rest: unknown[]): string }} */ (
    /** @type {unknown} */ (Module)
  )
  const resolve = internals._resolveFilename
  internals._resolveFilename = function (request, ...options) {
    try {
      return resolve.call(this, request, ...options)
    } catch (error) {
      if (request !== sdk) throw error
      return sdkHere()
    }
  }
}

/** For import. Node runs such a hook in a thread of its own, so it is set up for ES modules only. */
function resolveImportsFromHere() {
  const hook = `
    export async function resolve(specifier, context, next) {
      try {
        return await next(specifier, context)
      } catch (error) {
        if (specifier !== ${JSON.stringify(sdk)}) throw error
        return { url: ${JSON.stringify(url.pathToFileURL(sdkHere()).href)}, format: 'commonjs', shortCircuit: true }
      }
    }`
  Module.register(`data:text/javascript,${encodeURIComponent(hook)}`)
}
