import * as z from 'zod/mini'
import type { Contract } from '../../shared/contract'
import { contracts } from '../../shared/contracts'
import { exportPages } from '../../shared/export-pages'
import { pageLimits } from '../../shared/pages'
import { samples } from '../collections'
import type { Target } from '../collections/sample'
import { mark } from './attackers'

/** One way to call an action, and the input that aims it at a target. */
export interface Operation {
  label: string
  name: string
  action: string
  /** Every field that the action takes. */
  takes: string[]
  input(target: Target): object
}

/** The owned collections. */
export const owned = Object.keys(exportPages)

/**
 * Every operation that can be aimed at a document of a collection: those of the collection's own contract, and those of
 * contracts that belong to no collection. An action that writes is aimed with all its fields. A list is aimed with a
 * cursor alone, and once more with each of the fields that narrow it.
 */
export function operationsOn(collection: string): Operation[] {
  return Object.entries<Contract>(contracts)
    .filter(([name]) => name === collection || !owned.includes(name))
    .flatMap(([name, contract]) =>
      Object.keys(contract).flatMap((action) => waysToCall(name, contract, action)),
    )
}

function waysToCall(name: string, contract: Contract, action: string): Operation[] {
  const takes = fieldsOf(contract, action)
  const operation = (
    label: string,
    fields: string[],
    text: string,
    place: (target: Target) => Target = (target) => target,
  ): Operation => ({
    label,
    name,
    action,
    takes,
    input(target) {
      const values = valuesOf(name, action, place(target), text)
      return Object.fromEntries(fields.map((field) => [field, values[field]]))
    },
  })
  const label = `${name}.${action}`
  if (!takes.includes('cursor')) return [operation(label, takes, 'mine now')]
  const paging = ['cursor', 'limit'].filter((field) => takes.includes(field))
  const narrowing = takes.filter((field) => !paging.includes(field))
  // From right before the target on: whoever could read it would get it.
  const before = (target: Target) => ({ ...target, time: target.time + 1 })
  return [
    operation(label, paging, mark),
    ...narrowing.map((field) => operation(`${label} by ${field}`, [...paging, field], mark, before)),
  ]
}

function valuesOf(name: string, action: string, target: Target, text: string): Record<string, unknown> {
  const sample = Object.entries(samples).find(([each]) => each === name)?.[1]
  const { id, rev, key } = target
  const cursor = sample?.cursors[action]?.(target)
  const page = { collection: target.collection, documents: [exportedOf(target, text)] }
  return {
    ...sample?.fields(text),
    page,
    id,
    ids: [id],
    until: target.time,
    rev,
    key,
    cursor,
    limit: pageLimits.maxSize,
  }
}

/** The target as an export would hold it, but for its text. */
function exportedOf({ collection, id, rev, time }: Target, text: string): object {
  const sample = Object.entries(samples).find(([name]) => name === collection)?.[1]
  const times = { createdAt: time, updatedAt: time, deletedAt: null }
  const values: Record<string, unknown> = { ...sample?.fields(text), ...times, id, rev }
  const page = Object.entries(exportPages).find(([name]) => name === collection)?.[1]
  const fields = Object.keys(page?.shape.documents.def.element.shape ?? {})
  return Object.fromEntries(fields.map((field) => [field, values[field]]))
}

/** A page to import that holds one document, which is nobody's yet. */
export const importOf = (target: Target): object => ({
  page: { collection: target.collection, documents: [exportedOf(target, 'imported')] },
})

/** The names of the fields that an action takes. */
export function fieldsOf(contract: Contract, action: string): string[] {
  const input = contract[action]?.input
  return input instanceof z.ZodMiniObject ? Object.keys(input.shape) : []
}

/** The input that creates a document of this text. */
export function creationOf(name: string, key: string, text: string): object {
  const values = valuesOf(name, 'create', { collection: name, id: '', rev: 1, key, time: 0 }, text)
  const contract = Object.entries<Contract>(contracts).find(([each]) => each === name)?.[1] ?? {}
  return Object.fromEntries(fieldsOf(contract, 'create').map((field) => [field, values[field]]))
}
