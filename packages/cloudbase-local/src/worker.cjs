// @ts-check
// One process of one cloud function. It runs in bare Node, as on the platform, so it is plain JavaScript.
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
process.once('message', load)
send({ type: 'waiting' })

/** @param {{ folder: string, environment: Record<string, string> }} which */
function load({ folder, environment }) {
  Object.assign(process.env, environment)
  // No invocation has begun: nobody's identity is in it, and none stays in it between two invocations.
  const bare = { ...process.env }
  try {
    /** @type {Main} */
    const main = require(path.resolve(folder, 'index.js')).main
    if (typeof main !== 'function') throw new Error(`${path.basename(folder)}/index.js does not export main`)
    process.on('message', (/** @type {Job} */ job) => void run(main, bare, job))
    send({ type: 'ready' })
  } catch (error) {
    send({ type: 'broken', error: describe(error) })
  }
}

/**
 * @param {Main} main
 * @param {NodeJS.ProcessEnv} bare
 * @param {Job} job
 */
async function run(main, bare, { event, environment, context, now }) {
  for (const name of Object.keys(process.env)) if (!(name in bare)) Reflect.deleteProperty(process.env, name)
  Object.assign(process.env, bare, environment)
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
 * A Date whose present stands still. A proxy, so that `instanceof Date` holds for dates made before and after.
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

/** Nearly every function asks for the SDK, and loading it takes much longer than the function itself. */
function preloadSdk() {
  try {
    require('wx-server-sdk')
  } catch {
    // It is not installed here: a function may bring its own, and one that does not says so when it is called.
  }
}

/** A function folder that was not installed gets the SDK of this package or of the working directory, and nothing else. */
function resolveSdkFromHere() {
  const internals = /** @type {{ _resolveFilename(request: string, ...rest: unknown[]): string }} */ (
    /** @type {unknown} */ (Module)
  )
  const resolve = internals._resolveFilename
  internals._resolveFilename = function (request, ...rest) {
    try {
      return resolve.call(this, request, ...rest)
    } catch (error) {
      if (request !== 'wx-server-sdk') throw error
      return require.resolve('wx-server-sdk', { paths: [__dirname, process.cwd()] })
    }
  }
}

/**
 * Output travels in the order of the answers, so that each line is known to belong to its request.
 * @param {NodeJS.WriteStream} stream
 * @param {'out' | 'err'} name
 */
function forwardOutput(stream, name) {
  stream.write = (/** @type {string | Uint8Array} */ chunk, /** @type {unknown[]} */ ...rest) => {
    const text = typeof chunk === 'string' ? chunk : buffer.Buffer.from(chunk).toString()
    send({ type: 'output', stream: name, text })
    const done = rest.at(-1)
    if (typeof done === 'function') done()
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
