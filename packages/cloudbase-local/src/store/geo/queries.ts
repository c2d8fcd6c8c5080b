// The operators of CloudBase's geoNear, geoWithin and geoIntersects: mongodb.com/docs/manual/reference/operator/query-geospatial.
import { actionUnsupported, queryFailed } from '../../errors'
import { stringify } from '../ejson'
import { valuesAt } from '../paths'
import { isFields, type Fields, type Value } from '../value'
import { distanceTo, intersects, isWithin, isWithinCircle } from './relations'
import { NoShape, placeOf, shapeOf, type Shape } from './shapes'
import { earthRadius, type Place } from './sphere'

type Test = (document: Fields) => boolean

/** Where documents are to be near, and how far from it they may be, in metres. */
export interface Near {
  field: string
  place: Place
  minDistance: number
  maxDistance: number
}

const nearOperators = ['$nearSphere', '$near']

/** True for documents within the distances; `Store.find` sorts them. */
export const $nearSphere = (field: string, value: Value): Test => {
  const near = readNear(field, value)
  return (document) => distanceOf(document, near) !== undefined
}

export const $geoIntersects = (field: string, value: Value): Test => {
  const { $geometry: geometry } = isFields(value) ? value : {}
  const wanted = asked(() => shapeOf(geometry))
  return (document) => shapesAt(document, field).some((shape) => intersects(shape, wanted))
}

export const $geoWithin = (field: string, value: Value): Test => {
  const { $geometry: geometry, $centerSphere: circle, ...others } = isFields(value) ? value : {}
  const [other] = Object.keys(others)
  if (other !== undefined) throw actionUnsupported(`the operator ${other}`)
  if (Array.isArray(circle)) {
    const [centre, radius] = circle
    if (typeof radius !== 'number' || !(radius >= 0))
      throw queryFailed('radius must be a non-negative number')
    const place = asked(() => placeOf(centre))
    return (document) => shapesAt(document, field).some((shape) => isWithinCircle(shape, place, radius))
  }
  const { polygons } = asked(() => shapeOf(geometry))
  if (polygons.length === 0)
    throw queryFailed(`$geoWithin not supported with provided geometry: ${stringify(geometry)}`)
  return (document) => shapesAt(document, field).some((shape) => isWithin(shape, polygons))
}

/** Gives the `geoNear` of a filter, whose documents come nearest first. Raises MongoDB's error where it may not stand. */
export function nearIn(filter: Fields): Near | undefined {
  const found = nearsIn(filter)
  const [near] = found
  if (found.length > 1) throw queryFailed('Too many geoNear expressions')
  if (!near && isMentioned(filter)) throw queryFailed('geo $near must be top-level expr')
  return near
}

/** Raises MongoDB's error for a filter with `geoNear`, which counting and a stage `match` do not take (…/operator/query/nearSphere). */
export function forbidNear(filter: Value): void {
  if (isMentioned(filter))
    throw queryFailed('$geoNear, $near, and $nearSphere are not allowed in this context')
}

function nearsIn(filter: Fields): Near[] {
  return Object.entries(filter).flatMap(([name, condition]) => {
    if (name === '$and' && Array.isArray(condition)) return condition.filter(isFields).flatMap(nearsIn)
    if (name.startsWith('$') || !isFields(condition)) return []
    return nearOperators.flatMap((operator) =>
      operator in condition ? [readNear(name, condition[operator])] : [],
    )
  })
}

const isMentioned = (value: Value): boolean => {
  if (Array.isArray(value)) return value.some(isMentioned)
  return (
    isFields(value) &&
    Object.entries(value).some(([name, inner]) => nearOperators.includes(name) || isMentioned(inner))
  )
}

function readNear(field: string, value: Value): Near {
  const { $geometry: geometry, $minDistance, $maxDistance } = isFields(value) ? value : {}
  return nearOf(field, geometry, $minDistance, $maxDistance)
}

/** Raises MongoDB's error when `point` is no GeoJSON point, or a distance no number. */
export function nearOf(field: string, point: Value, least: Value = 0, most: Value = Infinity): Near {
  const { points, lines, polygons } = asked(() => shapeOf(point))
  const [place] = points
  if (!place || points.length > 1 || lines.length > 0 || polygons.length > 0)
    throw queryFailed(`invalid point provided to geoNear: ${stringify(point)}`)
  for (const [name, distance] of [
    ['minDistance', least],
    ['maxDistance', most],
  ] as const)
    if (typeof distance !== 'number' || !(distance >= 0)) throw queryFailed(`${name} must be non-negative`)
  return { field, place, minDistance: Number(least), maxDistance: Number(most) }
}

/** In metres; undefined for a document that is too near, too far, or nowhere. */
export function distanceOf(
  document: Fields,
  { field, place, minDistance, maxDistance }: Near,
): number | undefined {
  const metres = Math.min(...shapesAt(document, field).map((shape) => distanceTo(place, shape) * earthRadius))
  return metres !== Infinity && metres >= minDistance && metres <= maxDistance ? metres : undefined
}

/** The documents in reach, nearest first. */
export function nearestFirst<One extends Fields>(
  documents: Iterable<One>,
  near: Near,
): { document: One; metres: number }[] {
  return Array.from(documents)
    .flatMap((document) => {
      const metres = distanceOf(document, near)
      return metres === undefined ? [] : [{ document, metres }]
    })
    .sort((a, b) => a.metres - b.metres)
}

/** The shapes in a field, which can hold one or an array of them. What is no shape is nowhere. */
function shapesAt(document: Fields, field: string): Shape[] {
  return valuesAt(document, field).flatMap((value) => {
    try {
      return isFields(value) ? [shapeOf(value)] : []
    } catch (error) {
      if (error instanceof NoShape) return []
      throw error
    }
  })
}

function asked<Result>(read: () => Result): Result {
  try {
    return read()
  } catch (error) {
    throw error instanceof NoShape ? queryFailed(error.message) : error
  }
}
