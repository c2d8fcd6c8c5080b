import type { Declared } from './declared'
import type { Environment } from './environment'
import { isFor, type Area } from './options'
import { planCollection } from './plan-collection'
import { planFunction } from './plan-function'
import type { Plan } from './step'
import { planStorage } from './storage'

/**
 * What makes an environment as declared: the steps, in an order in which each finds what it needs; what stops them; and what
 * is left alone. A pure function: the same declaration and environment give the same plan.
 */
export function makePlan(declared: Declared, environment: Environment, only?: Area): Plan {
  const plans = [
    ...(isFor(only, 'collections', 'rules') ? declared.collections : []).map((collection) =>
      planCollection(collection, environment.collections.get(collection.name), only),
    ),
    planStorage(declared.storage, environment.storage, only),
    ...(isFor(only, 'functions', 'triggers') ? declared.functions : []).map((declaredFunction) =>
      planFunction(declaredFunction, environment.functions.get(declaredFunction.name), only),
    ),
  ]
  return {
    steps: plans.flatMap(({ steps }) => steps),
    stops: plans.flatMap(({ stops }) => stops),
    extras: [
      ...environment.otherCollections.map((name) => `collection ${name}`),
      ...environment.otherFunctions.map((name) => `function ${name}`),
      ...plans.flatMap(({ extras }) => extras),
    ],
    notes: plans.flatMap(({ notes }) => notes),
  }
}
