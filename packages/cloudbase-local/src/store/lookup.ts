import { queryFailed } from '../errors'
import { encode } from './keys'
import { evaluate } from './matching'
import { valuesAt } from './paths'
import type { Stage } from './stage'
import { isFields, type Fields, type Filter, type Value } from './value'

/** A `$lookup`, which reads a second collection. */
export interface Lookup {
  /** The stage's argument; what was read for it is found by it. */
  value: Value
  from: string
  /** What the documents of the second collection must match to be read at all. */
  filter: Filter
}

/** Lists the lookups of a pipeline, those in pipelines of lookups among them. Raises MongoDB's error for a bad one. */
export function lookupsIn(pipeline: Stage[]): Lookup[] {
  return pipeline.flatMap(({ name, value }) => {
    if (name !== '$lookup') return []
    const { from } = isFields(value) ? value : {}
    if (typeof from !== 'string') throw queryFailed("missing 'from' option to $lookup stage specification")
    const inner = innerPipeline(value)
    return [{ value, from, filter: firstFilter(inner) }, ...lookupsIn(inner)]
  })
}

/** Gives each document with what the lookup finds for it, in the field `as`. `run` carries out a pipeline. */
export function join(
  documents: Fields[],
  value: Value,
  foreign: Fields[],
  variables: Fields,
  run: (documents: Fields[], pipeline: Stage[], variables: Fields) => Fields[],
): Fields[] {
  const { as, let: declared, localField, foreignField } = isFields(value) ? value : {}
  if (typeof as !== 'string') throw queryFailed("must specify 'as' field for a $lookup")
  const pipeline = innerPipeline(value)
  const partners =
    typeof localField === 'string' && typeof foreignField === 'string'
      ? equalPartners(foreign, localField, foreignField)
      : () => foreign
  const bound = isFields(declared) ? evaluate(documents, declared, variables) : []
  return documents.map((document, at) => {
    const own = bound[at]
    const found = run(partners(document), pipeline, isFields(own) ? { ...variables, ...own } : variables)
    return { ...document, [as]: found }
  })
}

/** A missing field equals null, and an array has its elements compared (…/operator/aggregation/lookup). */
function equalPartners(foreign: Fields[], localField: string, foreignField: string) {
  const keysAt = (document: Fields, field: string) => new Set(valuesAt(document, field).map(encode))
  const byKey = new Map<string, Fields[]>()
  for (const document of foreign)
    for (const key of keysAt(document, foreignField)) byKey.set(key, [...(byKey.get(key) ?? []), document])
  return (document: Fields) => {
    const found = new Set([...keysAt(document, localField)].flatMap((key) => byKey.get(key) ?? []))
    return foreign.filter((one) => found.has(one))
  }
}

function innerPipeline(value: Value): Stage[] {
  const { pipeline = [] } = isFields(value) ? value : {}
  if (!Array.isArray(pipeline)) throw queryFailed("'pipeline' option must be specified as an array")
  return pipeline.map((stage) => {
    const [[name, argument] = []] = isFields(stage) ? Object.entries(stage) : []
    if (name === undefined)
      throw queryFailed('A pipeline stage specification object must contain exactly one field.')
    return { name, value: argument }
  })
}

/** What the first `$match` asks without variables, which are known for one document at a time only. */
function firstFilter([first]: Stage[]): Filter {
  if (first?.name !== '$match' || !isFields(first.value)) return {}
  const { $expr: _withVariables, ...filter } = first.value
  return filter
}
