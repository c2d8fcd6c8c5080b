import functions from '../../cloudbase/functions.json'
import type { People } from 'cloudbase-local'
import type { Traffic } from '../../packages/cloudbase-local/test/support/cloud'

/** They tell a caller who he is: that is what they are for. What they print is looked at all the same. */
const identityFunctions = ['getUserInfo', 'test']

/** A sentence for each answer or printed line of a deployed function that holds an OPENID, UNIONID or APPID of anyone. */
export function leaksIn({ calls, outputs }: Traffic, people: People): string[] {
  const deployed = ({ function: name }: { function: string }) => Object.hasOwn(functions, name)
  const answers = calls
    .filter((call) => deployed(call) && !identityFunctions.includes(call.function))
    .map(({ function: name, answer, error }) => ({
      what: `an answer of ${name}`,
      text: JSON.stringify([answer, error]),
    }))
  const lines = outputs
    .filter(deployed)
    .map(({ function: name, text }) => ({ what: `what ${name} printed`, text }))
  const secrets = Object.entries(people).flatMap(([key, { appid, openid, unionid, from }]) =>
    Object.entries({ appid, openid, unionid, ...prefixed(from) }).flatMap(([name, value]) =>
      value === undefined ? [] : [{ whose: `the ${name} of ${key}`, value }],
    ),
  )
  return [...answers, ...lines].flatMap(({ what, text }) =>
    secrets.filter(({ value }) => text.includes(value)).map(({ whose }) => `${what} holds ${whose}`),
  )
}

const prefixed = (from: object = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(from).map(([name, value]) => [`FROM ${name}`, String(value)]))
