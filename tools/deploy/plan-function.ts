import { isMarked, marked } from './code-mark'
import type { DeclaredFunction } from './declared'
import type { ActualFunction } from './functions'
import { failedFunction } from './messages'
import { isFor, type Area } from './options'
import { planTimers } from './plan-timers'
import type { Plan, Step } from './step'

/** The function that the cloud calls, in the file index.js. */
export const handler = 'index.main'

/** What makes one function and its timers as declared. */
export function planFunction(
  declared: DeclaredFunction,
  actual: ActualFunction | undefined,
  only: Area | undefined,
): Plan {
  const { name, openapi } = declared
  const timers = isFor(only, 'triggers')
    ? planTimers(declared, actual?.timers ?? [])
    : { steps: [], extras: [], stops: [] }
  const plan: Plan = { steps: [], stops: [], extras: [], notes: [] }
  if (isFor(only, 'functions')) {
    if (actual) planChanges(declared, actual, plan)
    else plan.steps.push(createStep(declared))
    if (openapi.length > 0)
      plan.notes.push(
        `${name} calls ${openapi.join(', ')}: upload it in DevTools once, nothing else can allow that.`,
      )
  } else if (!actual && timers.steps.length > 0)
    plan.stops.push(`The function ${name} is not there: run this without --only triggers first.`)
  return {
    steps: [...plan.steps, ...timers.steps],
    stops: [...plan.stops, ...timers.stops],
    extras: [...plan.extras, ...timers.extras],
    notes: plan.notes,
  }
}

const createStep = (declared: DeclaredFunction): Step => ({
  kind: 'createFunction',
  function: declared,
  what: `function ${declared.name}`,
  is: 'not there',
  willBe: [
    declared.runtime,
    settingsText(declared),
    ...Object.keys(declared.variables),
    `${kilobytes(declared.zip)} zipped`,
  ].join(', '),
  why: 'phones and timers call it',
})

/** Adds what an existing function needs. */
function planChanges(declared: DeclaredFunction, actual: ActualFunction, plan: Plan): void {
  const { name, runtime } = declared
  if (!['Active', 'UpdateFailed'].includes(actual.status))
    plan.stops.push(failedFunction(name, actual.status, actual.statusReason))
  if (actual.runtime !== runtime)
    plan.stops.push(
      `The function ${name} runs on ${actual.runtime} and should run on ${runtime}, which is decided when it is made: ` +
        'delete it in the console, then run this again at once, or declare the runtime that it has.',
    )
  const codeReason = reasonForCode(declared, actual)
  if (codeReason)
    plan.steps.push({
      kind: 'updateCode',
      function: declared,
      before: actual,
      what: `code of ${name}`,
      is: 'another, or not known',
      willBe: `${kilobytes(declared.zip)} zipped, sha256 ${declared.zipHash.slice(0, 12)}`,
      why: codeReason,
    })
  const settings = {
    memorySize: declared.memorySize,
    timeout: declared.timeout,
    variables: { ...actual.variables, ...declared.variables },
    description: marked(actual.description, declared.zipHash),
  }
  const changed = Object.keys(declared.variables).filter(
    (key) => actual.variables[key] !== declared.variables[key],
  )
  // Sending code takes the hash of the former one away.
  const differs =
    codeReason !== undefined ||
    settingsText(actual) !== settingsText(declared) ||
    changed.length > 0 ||
    actual.description !== settings.description
  if (differs)
    plan.steps.push({
      kind: 'configure',
      function: declared,
      settings,
      what: `settings of ${name}`,
      is: settingsText(actual),
      // Values may be secrets: the plan has the names of variables only.
      willBe: [settingsText(declared), ...changed.map((key) => `${key} set`)].join(', '),
      why: codeReason ? 'the hash of the code is noted there too' : 'cloudbase/ declares them so',
    })
  for (const key of Object.keys(actual.variables))
    if (!(key in declared.variables)) plan.extras.push(`variable ${key} of ${name}`)
}

function reasonForCode(declared: DeclaredFunction, actual: ActualFunction): string | undefined {
  if (actual.status === 'UpdateFailed') return 'its last update failed'
  if (!isMarked(actual.description)) return 'nothing says which code is there'
  if (actual.description !== marked(actual.description, declared.zipHash)) return 'it was built anew'
  if (actual.handler !== handler) return `it must be called as ${handler}, not ${actual.handler}`
  return undefined
}

const settingsText = ({ memorySize, timeout }: { memorySize: number; timeout: number }): string =>
  `${memorySize} MB, ${timeout} s`

const kilobytes = (zip: Buffer): string => `${Math.ceil(zip.length / 1000)} kB`
