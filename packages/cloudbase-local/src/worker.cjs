// @ts-check
// One process of one cloud function. It runs without a build step, as functions do on the platform: plain JavaScript.
'use strict'
const buffer = require('node:buffer')
const Module = require('node:module')
const path = require('node:path')

/**
 * @typedef {{ event: object, environment: Record<string, string>, context: object, now?: number }} Job
 * @typedef {(event: object, context: object) => unknown} Main
 */

process.on('disconnect', () => process.exit())
resolveSdkFromHere()
forwardOutput(process.stdout, 'out')
forwardOutput(process.stderr, 'err')
preloadSdk()
tellWhere()
process.once('message', load)
send({ type: 'waiting' })

/** @param {{ folder: string, environment: Record<string, string> }} which */
function load({ folder, environment }) {
  Object.assign(process.env, environment)
  // Before the first invocation the environment holds nobody's identity. Each invocation starts again from this state.
  const bareEnvironment = { ...process.env }
  try {
    /** @type {Main} */
    const main = require(path.resolve(folder, 'index.js')).main
    if (typeof main !== 'function') throw new Error(`${path.basename(folder)}/index.js does not export main`)
    process.on('message', (/** @type {Job} */ job) => void run(main, bareEnvironment, job))
    send({ type: 'ready' })
  } catch (error) {
    send({ type: 'broken', error: describe(error) })
  }
}

/**
 * @param {Main} main
 * @param {NodeJS.ProcessEnv} bareEnvironment
 * @param {Job} job
 */
async function run(main, bareEnvironment, { event, environment, context, now }) {
  for (const name of Object.keys(process.env))
    if (!(name in bareEnvironment)) Reflect.deleteProperty(process.env, name)
  Object.assign(process.env, bareEnvironment, environment)
  const RealDate = Date
  if (now !== undefined) globalThis.Date = frozen(RealDate, now)
  try {
    const result = await main(event, context)
    send({ type: 'done', answer: JSON.stringify(result) ?? 'null' })
  } catch (error) {
    send({ type: 'failed', error: describe(error) })
  } finally {
    globalThis.Date = RealDate
  }
}

/**
 * A Date whose clock stands still. It is a proxy so that `instanceof Date` still works for dates made without it.
 * @param {DateConstructor} RealDate
 * @param {number} now epoch milliseconds
 */
function frozen(RealDate, now) {
  return new Proxy(RealDate, {
    construct: (target, args) => Reflect.construct(target, args.length > 0 ? args : [now]),
    apply: (target) => new target(now).toString(),
    get: (target, name) => (name === 'now' ? () => now : Reflect.get(target, name)),
  })
}

/** Nearly every function needs the SDK, and loading the SDK takes much longer than loading the function. */
function preloadSdk() {
  try {
    require('wx-server-sdk')
  } catch {
    // The SDK is not installed here. A function may bring its own copy; if it does not, its call fails and says so.
  }
}

/**
 * Adds to each request for the database the stack at which the function asked, so that a violation can name a line. A
 * version of the SDK that is built otherwise sends its requests without it.
 */
function tellWhere() {
  try {
    const inside = { paths: [path.dirname(require.resolve('wx-server-sdk'))] }
    const { prototype } = require(
      require.resolve('@cloudbase/node-sdk/dist/utils/tcbdbapirequester', inside),
    ).TcbDBApiHttpRequester
    const { send } = prototype
    prototype.send = function (
      /** @type {string} */ action,
      /** @type {object} */ data,
      /** @type {unknown} */ options,
    ) {
      return send.call(this, action, { ...data, stack: stackHere() }, options)
    }
  } catch {
    return
  }
}

function stackHere() {
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = 30
  const { stack } = new Error()
  Error.stackTraceLimit = stackTraceLimit
  return stack
}

/**
 * Lets a function run without `npm install` in its folder: the SDK is then taken from this package or from the working
 * directory. No other module is, so that a missing dependency fails here as it would in the cloud.
 */
function resolveSdkFromHere() {
  const internals = /** @type {{ _resolveFilename(request: string, ...rest: unknown[]): string }} */ (
    /** @type {unknown} */ (Module)
  )
  const resolve = internals._resolveFilename
  internals._resolveFilename = function (request, ...options) {
    try {
      return resolve.call(this, request, ...options)
    } catch (error) {
      if (request !== 'wx-server-sdk') throw error
      return require.resolve('wx-server-sdk', { paths: [__dirname, process.cwd()] })
    }
  }
}

/**
 * Sends output through the same channel as the answers. Both then arrive in order, so each line can be matched to its
 * request.
 * @param {NodeJS.WriteStream} stream
 * @param {'out' | 'err'} name
 */
function forwardOutput(stream, name) {
  stream.write = (/** @type {string | Uint8Array} */ chunk, /** @type {unknown[]} */ ...options) => {
    const text = typeof chunk === 'string' ? chunk : buffer.Buffer.from(chunk).toString()
    send({ type: 'output', stream: name, text })
    const callback = options.at(-1)
    if (typeof callback === 'function') callback()
    return true
  }
}

/** @param {object} message */
function send(message) {
  process.send?.(message)
}

/** @param {unknown} error */
function describe(error) {
  return error instanceof Error
    ? { message: `${error.name}: ${error.message}`, stack: error.stack }
    : { message: typeof error === 'object' ? JSON.stringify(error) : String(error) }
}
