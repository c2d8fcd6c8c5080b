import { writeFailed } from '../errors'
import { isOnFields } from './dialect'
import { encode } from './keys'
import { applyUpdate } from './matching'
import { valueAt } from './paths'
import { isFields, typeName, type Document, type Update, type Value } from './value'

/** For each operator, the type that the field must have, and whether the operator creates a missing field. */
const operators: Record<string, { on: 'anything' | 'number' | 'array'; creates: boolean }> = {
  $set: { on: 'anything', creates: true },
  $unset: { on: 'anything', creates: false },
  $rename: { on: 'anything', creates: false },
  $min: { on: 'anything', creates: true },
  $max: { on: 'anything', creates: true },
  $inc: { on: 'number', creates: true },
  $mul: { on: 'number', creates: true },
  $push: { on: 'array', creates: true },
  $addToSet: { on: 'array', creates: true },
  $pull: { on: 'array', creates: false },
  $pullAll: { on: 'array', creates: false },
  $pop: { on: 'array', creates: false },
  $bit: { on: 'number', creates: true },
}

interface Step {
  operator: string
  path: string
  value: Value
}

/** Raises MongoDB's error for an update that is wrong for every document: unknown operators, conflicting paths. */
export function checkUpdate(update: Update): void {
  const steps = stepsOf(update)
  const paths = steps.flatMap(({ operator, path, value }) =>
    operator === '$rename' && typeof value === 'string' ? [path, value] : [path],
  )
  paths.forEach((path, at) => {
    const other = paths.slice(0, at).find((earlier) => isWithin(path, earlier) || isWithin(earlier, path))
    if (other === undefined) return
    const shorter = other.length < path.length ? other : path
    throw refuse(`Updating the path '${path}' would create a conflict at '${shorter}'`)
  })
  for (const { operator, path, value } of steps)
    if (operators[operator]?.on === 'number' && operator !== '$bit' && typeof value !== 'number')
      throw refuse(
        `Cannot ${operator === '$inc' ? 'increment' : 'multiply'} with non-numeric argument: {${path}: ${JSON.stringify(value)}}`,
      )
}

/**
 * Changes `document` in place. Raises MongoDB's errors when the update does not fit the document; without these checks
 * mingo would silently leave the field unchanged.
 */
export function update(document: Document, change: Update): void {
  for (const step of stepsOf(change)) checkStep(document, step)
  const id = encode(document._id)
  applyUpdate(document, onFieldsAlone(change))
  if (encode(document._id) !== id)
    throw refuse("Performing an update on the path '_id' would modify the immutable field '_id'")
}

/** A `$pull` by fields takes no element that has none. */
function onFieldsAlone(change: Update): Update {
  const { $pull: pull } = change
  if (!isFields(pull)) return change
  const conditions = Object.entries(pull).map(([path, value]) => [
    path,
    isOnFields(value) ? { $onFields: value } : value,
  ])
  return { ...change, $pull: Object.fromEntries(conditions) }
}

function stepsOf(update: Update): Step[] {
  return Object.entries(update).flatMap(([operator, fields]) => {
    if (!Object.hasOwn(operators, operator))
      throw refuse(
        `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
      )
    if (!isFields(fields))
      throw refuse(
        `Modifiers operate on fields but we found type ${typeName(fields)} instead. For example: {$mod: {<field>: ...}}`,
      )
    return Object.entries(fields).map(([path, value]) => ({ operator, path, value }))
  })
}

function checkStep(document: Document, { operator, path, value }: Step): void {
  const { on, creates } = operators[operator] ?? { on: 'anything', creates: false }
  if (creates) checkWay(document, path)
  if (operator === '$rename' && typeof value === 'string') checkWay(document, value)
  const present = valueAt(document, path)
  if (present === undefined) return
  const id = `{_id: ${JSON.stringify(document._id)}}`
  if (on === 'number' && typeof present !== 'number')
    throw refuse(
      `Cannot apply ${operator} to a value of non-numeric type. ${id} has the field '${path.split('.').at(-1)}' of non-numeric type ${typeName(present)}`,
    )
  if (on === 'array' && !Array.isArray(present))
    throw refuse(`The field '${path}' must be an array but is of type ${typeName(present)} in document ${id}`)
}

/** Raises MongoDB's error when a parent of the field is neither an object nor an array with a position. */
function checkWay(document: Document, path: string): void {
  const names = path.split('.')
  names.slice(0, -1).reduce<Value>((parent, name, at) => {
    const value = valueAt(parent, name)
    const next = names[at + 1] ?? ''
    const fits = value === undefined || isFields(value) || (Array.isArray(value) && /^(\d+|\$.*)$/.test(next))
    if (!fits) throw refuse(`Cannot create field '${next}' in element {${name}: ${JSON.stringify(value)}}`)
    return value
  }, document)
}

const isWithin = (path: string, other: string) => path === other || path.startsWith(`${other}.`)

const refuse = (message: string) => writeFailed('Update', message)
