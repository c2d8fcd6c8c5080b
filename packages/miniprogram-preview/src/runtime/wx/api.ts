/** What an app hands to a wx method; every method reads what it needs through the readers below. */
export type Options = Record<string, unknown>

/** Why a wx method failed, in WeChat's words: `errMsg` becomes `NAME:fail REASON`. */
export class Failure extends Error {
  override name = 'Failure'
  constructor(
    readonly reason: string,
    readonly errCode?: number,
  ) {
    super(reason)
  }
}

export type WxMethod = (options?: unknown) => unknown

/**
 * A wx method by the platform's convention: `success`, `fail` and `complete` when the app gives any of them, a
 * promise otherwise. The result carries `errMsg`.
 */
export function api(name: string, run: (options: Options) => unknown): WxMethod {
  return (given) => {
    const options = isOptions(given) ? given : {}
    const { success, fail, complete } = options
    const work = attempt(name, run, options)
    if (![success, fail, complete].some((callback) => typeof callback === 'function')) return work
    work.then(
      (result) => [success, complete].forEach((callback) => callBack(callback, result)),
      (error: unknown) => [fail, complete].forEach((callback) => callBack(callback, error)),
    )
    return undefined
  }
}

/** Several methods by name, each made by `api`. */
export function apis(methods: Record<string, (options: Options) => unknown>): Record<string, WxMethod> {
  return Object.fromEntries(Object.entries(methods).map(([name, run]) => [name, api(name, run)]))
}

async function attempt(name: string, run: (options: Options) => unknown, options: Options): Promise<Options> {
  try {
    const result = await run(options)
    return { errMsg: `${name}:ok`, ...(isOptions(result) ? result : {}) }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const { reason, errCode } = error
    const failed = { errMsg: `${name}:fail ${reason}` }
    // A plain object, as on a phone.
    throw errCode === undefined ? failed : { ...failed, errCode }
  }
}

/** An exception in a callback is the app's own; it must not look like a failure of the method. */
function callBack(callback: unknown, value: unknown): void {
  if (typeof callback === 'function') setTimeout(() => Reflect.apply(callback, undefined, [value]))
}

/** A method named Sync: raises what the others report. */
export function sync<A extends unknown[], R>(name: string, run: (...values: A) => R): (...values: A) => R {
  return (...values) => {
    try {
      return run(...values)
    } catch (error) {
      throw error instanceof Failure ? new Error(`${name}:fail ${error.reason}`) : error
    }
  }
}

export function isOptions(value: unknown): value is Options {
  return typeof value === 'object' && value !== null
}

export function text(options: Options, name: string, fallback = ''): string {
  const value = options[name]
  return value === undefined || value === null ? fallback : String(value)
}

/** Raises Failure, in WeChat's words, when it is not there. */
export function required(options: Options, name: string): string {
  const value = options[name]
  if (typeof value === 'string' && value) return value
  throw new Failure(`parameter error: parameter.${name} should be String instead of ${nameOfType(value)};`)
}

export function number(options: Options, name: string, fallback: number): number {
  const value = options[name]
  return typeof value === 'number' ? value : fallback
}

function nameOfType(value: unknown): string {
  return Object.prototype.toString.call(value).slice(8, -1)
}
