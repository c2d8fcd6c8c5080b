/** The argument of a wx method. The app may pass anything, so methods read it with the functions below. */
export type Options = Record<string, unknown>

/** A wx method failed. `reason` is WeChat's text: the app gets `NAME:fail REASON` as `errMsg`. */
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
 * Makes a wx method. As in WeChat it calls `success`, `fail` and `complete` if the app gives any of them; otherwise it
 * gives a promise. Results and errors have an `errMsg`.
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

/** Makes several methods at once. */
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
    // On a phone, too, this is a plain object and not an Error.
    throw errCode === undefined ? failed : { ...failed, errCode }
  }
}

/** Calls a callback in a timer, so that an error in it does not look like a failure of the method. */
function callBack(callback: unknown, value: unknown): void {
  if (typeof callback === 'function') setTimeout(() => Reflect.apply(callback, undefined, [value]))
}

/** Makes a synchronous method. It raises an Error where the asynchronous form would report a failure. */
export function sync<A extends unknown[], R>(name: string, run: (...values: A) => R): (...values: A) => R {
  return (...values) => {
    try {
      return run(...values)
    } catch (error) {
      throw error instanceof Failure ? new Error(`${name}:fail ${error.reason}`) : error
    }
  }
}

/** True for any object, so that its fields can be read. */
export function isOptions(value: unknown): value is Options {
  return typeof value === 'object' && value !== null
}

/** Gives an option as text, or `fallback` when it is missing. */
export function text(options: Options, name: string, fallback = ''): string {
  const value = options[name]
  return value === undefined || value === null ? fallback : String(value)
}

/** Gives a text. Raises Failure, with WeChat's reason, when it is missing or empty. */
export function required(options: Options, name: string): string {
  const value = options[name]
  if (typeof value === 'string' && value) return value
  throw new Failure(`parameter error: parameter.${name} should be String instead of ${nameOfType(value)};`)
}

/** Gives an option that is a number, or else `fallback`. */
export function number(options: Options, name: string, fallback: number): number {
  const value = options[name]
  return typeof value === 'number' ? value : fallback
}

function nameOfType(value: unknown): string {
  return Object.prototype.toString.call(value).slice(8, -1)
}
