import type { ActualCollection, ActualIndex } from './database'
import type { DeclaredCollection, Index } from './declared'
import { isFor, type Area } from './options'
import { ruleText } from './rule'
import type { Plan, Step } from './step'

/** What makes one collection, its rule and its indexes as declared. */
export function planCollection(
  declared: DeclaredCollection,
  actual: ActualCollection | undefined,
  only: Area | undefined,
): Plan {
  if (!actual) return planNewCollection(declared, only)
  const plan: Plan = { steps: [], stops: [], extras: [], notes: [] }
  if (isFor(only, 'rules') && actual.rule !== ruleText(declared.rule))
    plan.steps.push(ruleStep(declared, actual))
  if (!isFor(only, 'collections')) return plan
  for (const index of declared.indexes) {
    const stop = indexStop(declared.name, index, actual.indexes)
    if (stop) plan.stops.push(stop)
    else if (!actual.indexes.some(({ name }) => name === index.name))
      plan.steps.push(indexStep(declared.name, index))
  }
  for (const { name } of actual.indexes)
    if (!declared.indexes.some((index) => index.name === name))
      plan.extras.push(`index ${declared.name}/${name}`)
  return plan
}

function planNewCollection(declared: DeclaredCollection, only: Area | undefined): Plan {
  const { name, rule, indexes } = declared
  const none = { steps: [], stops: [], extras: [], notes: [] }
  if (!isFor(only, 'collections'))
    return { ...none, stops: [`The collection ${name} is not there: run this without --only rules first.`] }
  const create: Step = {
    kind: 'createCollection',
    collection: name,
    rule,
    what: `collection ${name}`,
    is: 'not there',
    willBe: `created with the rule ${ruleText(rule)} from the start`,
    why: 'functions cannot make it',
  }
  return { ...none, steps: [create, ...indexes.map((index) => indexStep(name, index))] }
}

const ruleStep = ({ name, rule }: DeclaredCollection, actual: ActualCollection): Step => ({
  kind: 'setRule',
  collection: name,
  rule,
  what: `rule ${name}`,
  is: actual.rule,
  willBe: ruleText(rule),
  why: 'it decides what phones may do past the functions',
})

const indexStep = (collection: string, index: Index): Step => ({
  kind: 'createIndex',
  collection,
  index,
  what: `index ${collection}/${index.name}`,
  is: 'not there',
  willBe: indexText(declaredKeys(index), index.unique),
  why: 'queries need it',
})

/** An index can neither be changed nor be there twice, and dropping one is nothing that a command should do by itself. */
function indexStop(collection: string, declared: Index, actual: ActualIndex[]): string | undefined {
  const wanted = indexText(declaredKeys(declared), declared.unique)
  const same = actual.find(({ name }) => name === declared.name)
  if (same && indexText(same.keys, same.unique) !== wanted)
    return (
      `The index ${collection}/${declared.name} is (${indexText(same.keys, same.unique)}) and should be (${wanted}): ` +
      'drop it in the console at a quiet hour, then run this again, or declare it as it is.'
    )
  const keys = indexText(declaredKeys(declared), false)
  const twin = actual.find((index) => !same && indexText(index.keys, false) === keys)
  return (
    twin &&
    `The index ${collection}/${twin.name} has the fields of ${declared.name}, and there cannot be two such: ` +
      `drop it in the console at a quiet hour, then run this again, or declare it under its name.`
  )
}

const declaredKeys = ({ keys }: Index): ActualIndex['keys'] =>
  Object.entries(keys).map(([field, direction]) => [field, String(direction)])

const indexText = (keys: ActualIndex['keys'], unique: boolean): string =>
  keys.map(([field, direction]) => `${field} ${direction}`).join(', ') + (unique ? ', unique' : '')
