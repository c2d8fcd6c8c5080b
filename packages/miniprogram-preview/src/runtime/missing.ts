/** The names that the app has read in vain, each by its last part. */
const missing = new Map<string, string>()

/** Why a name is missing, where the README's list does not say it. */
const reasons: Record<string, string> = {
  'wx.cloud.database': 'a phone reaches the database through cloud functions',
}

/**
 * Remembers which members of `object` the app reads although they are not there. They read as undefined, as on a phone;
 * should the app call one, its error may no longer say that it came from `wx`.
 */
export function noteMissing<T extends object>(name: string, object: T): T {
  return new Proxy(object, {
    get(target, key) {
      if (typeof key === 'string' && !(key in target)) missing.set(key, `${name}.${key}`)
      return Reflect.get(target, key)
    },
  })
}

/** Explains an error that comes from calling what is missing; gives nothing for any other error. */
export function explainMissing(error: string): string | undefined {
  const [, called = ''] = /(\w+) is not a function/.exec(error) ?? []
  const name = missing.get(called)
  return name && `${name} is not in the preview: ${reasons[name] ?? 'its README lists what is'}.`
}
