// @ts-check
// One process of one cloud function. It runs without a build step, as functions do on the platform: plain JavaScript.
'use strict'
const buffer = require('node:buffer')
const channels = require('node:diagnostics_channel')
const fs = require('node:fs')
const path = require('node:path')
const timers = require('node:timers')
const url = require('node:url')
const util = require('node:util')
const sdk = require('./sdk.cjs')

/**
 * @typedef {{ event: object, environment: Record<string, string>, context: object, now?: number }} Job
 * @typedef {(error?: unknown, answer?: unknown) => void} Callback
 * @typedef {(event: object, context: object, callback: Callback) => unknown} Main
 */

process.on('disconnect', () => process.exit())
sdk.resolveRequiresFromHere()
forwardOutput(process.stdout, 'out')
forwardOutput(process.stderr, 'err')
if (process.argv.includes('--sdk')) preloadSdk()
process.once('message', (/** @type {Start} */ start) => void load(start))
send({ type: 'waiting' })

/**
 * @typedef {{ folder: string, environment: Record<string, string>, memoryMb: number }} Start
 * @param {Start} start
 */
async function load({ folder, environment, memoryMb }) {
  Object.assign(process.env, environment)
  // Before the first invocation the environment holds nobody's identity. Each invocation starts again from this state.
  const bareEnvironment = { ...process.env }
  try {
    const { main } = await open(path.resolve(folder))
    if (typeof main !== 'function') throw new Error(`${path.basename(folder)}/index.js does not export main`)
    tellWhere()
    tellWhereInside()
    process.on('message', (/** @type {Job} */ job) => void run(main, bareEnvironment, memoryMb, job))
    timers.setInterval(weigh, weighIntervalMs, memoryMb).unref()
    send({ type: 'ready' })
  } catch (error) {
    send({ type: 'broken', error: describe(error) })
  }
}

/**
 * Gives the exports of a function's index.js, which is an ES module when the folder's own package.json says so. Only
 * that one counts, because only the folder is uploaded.
 * @param {string} folder
 * @returns {Promise<{ main?: Main }>}
 */
async function open(folder) {
  const file = path.join(folder, 'index.js')
  const manifest = path.join(folder, 'package.json')
  if (!fs.existsSync(manifest) || JSON.parse(fs.readFileSync(manifest, 'utf8')).type !== 'module')
    return require(file)
  sdk.resolveImportsFromHere()
  return import(url.pathToFileURL(file).href)
}

/**
 * @param {Main} main
 * @param {NodeJS.ProcessEnv} bareEnvironment
 * @param {number} memoryMb
 * @param {Job} job
 */
async function run(main, bareEnvironment, memoryMb, { event, environment, context, now }) {
  for (const name of Object.keys(process.env))
    if (!(name in bareEnvironment)) Reflect.deleteProperty(process.env, name)
  Object.assign(process.env, bareEnvironment, environment)
  const RealDate = Date
  if (now !== undefined) globalThis.Date = frozen(RealDate, now)
  try {
    const result = await answerOf(main, event, context)
    weigh(memoryMb)
    send({ type: 'done', answer: JSON.stringify(result) ?? 'null' })
  } catch (error) {
    send({ type: 'failed', error: describe(error) })
  } finally {
    globalThis.Date = RealDate
  }
}

/**
 * As the platform documents it: a promise is the answer, and so is any other value that main returns; otherwise a main
 * with a third parameter answers through that callback. Source: tencentcloud.com/document/product/583/46770
 * ("Development Methods" of Node.js).
 * @param {Main} main
 * @param {object} event
 * @param {object} context
 */
async function answerOf(main, event, context) {
  /** @type {Callback} */
  let callback = () => undefined
  const called = new Promise((resolve, reject) => {
    callback = (error, answer) => (error ? reject(error) : resolve(answer))
  })
  called.catch(() => undefined)
  const result = main(event, context, callback)
  return result === undefined && main.length > 2 ? called : result
}

/** How often a function that waits for something is weighed. One that never waits is weighed when it ends. */
const weighIntervalMs = 100

/**
 * Tells the cloud when the process holds more than its function may. The whole process counts, as the container does on
 * the platform.
 * @param {number} memoryMb
 */
function weigh(memoryMb) {
  const usedMb = Math.ceil(process.memoryUsage.rss() / 1024 / 1024)
  if (usedMb > memoryMb) send({ type: 'overweight', usedMb })
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
    const file = require.resolve('@cloudbase/node-sdk/dist/utils/tcbdbapirequester', inside)
    // Only where the function has loaded it: nobody else needs it.
    if (!(file in require.cache)) return
    const { prototype } = require(file).TcbDBApiHttpRequester
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

/** The same for a function with the SDK inside, where that publishes what it is about to ask: see the README. */
function tellWhereInside() {
  channels.subscribe('wx-server-sdk:database', (message) => {
    const request = /** @type {{ data: object }} */ (message)
    request.data = { ...request.data, stack: stackHere() }
  })
}

function stackHere() {
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = 30
  const { stack } = new Error()
  Error.stackTraceLimit = stackTraceLimit
  return stack
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
    : { message: typeof error === 'object' ? text(error) : String(error) }
}

/** @param {unknown} thrown */
function text(thrown) {
  try {
    return JSON.stringify(thrown)
  } catch {
    return util.inspect(thrown)
  }
}
