import { stringify } from '../ejson'
import { isFields, type Value } from '../value'
import { areCrossing, directionOf, isSame, isTowards, placeAt, type Arc, type Place } from './sphere'

/** The first ring is the border, the others are holes. In each the last place is the first one. */
export type Polygon = Place[][]

/** What a GeoJSON object covers (rfc-editor.org/rfc/rfc7946): a Multi… has several of a kind, any other one. */
export interface Shape {
  points: Place[]
  lines: Place[][]
  polygons: Polygon[]
}

/** Why a value is no shape, in words like MongoDB's. */
export class NoShape extends Error {}

/** Reads a GeoJSON object. Raises NoShape for any other value, and for a shape that MongoDB refuses. */
export function shapeOf(value: Value): Shape {
  const { type, coordinates } = isFields(value) ? value : {}
  const read = typeof type === 'string' && Object.hasOwn(readers, type) ? readers[type] : undefined
  if (!read) throw new NoShape(`unknown GeoJSON type: ${stringify(value)}`)
  return { points: [], lines: [], polygons: [], ...read(coordinates) }
}

const readers: Record<string, (coordinates: Value) => Partial<Shape>> = {
  Point: (coordinates) => ({ points: [placeOf(coordinates)] }),
  LineString: (coordinates) => ({ lines: [lineOf(coordinates)] }),
  Polygon: (coordinates) => ({ polygons: [polygonOf(coordinates)] }),
  MultiPoint: (coordinates) => ({ points: listOf(coordinates).map(placeOf) }),
  MultiLineString: (coordinates) => ({ lines: listOf(coordinates).map(lineOf) }),
  MultiPolygon: (coordinates) => ({ polygons: listOf(coordinates).map(polygonOf) }),
}

function listOf(value: Value): Value[] {
  if (Array.isArray(value) && value.length > 0) return value
  throw new NoShape(`GeoJSON coordinates must be an array: ${stringify(value)}`)
}

/** A place in degrees: longitude, then latitude. */
export function placeOf(value: Value): Place {
  const [longitude, latitude] = listOf(value)
  if (typeof longitude !== 'number' || typeof latitude !== 'number')
    throw new NoShape(`Point must only contain numeric elements: ${stringify(value)}`)
  if (!(Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90))
    throw new NoShape(`longitude/latitude is out of bounds, lng: ${longitude} lat: ${latitude}`)
  return placeAt(longitude, latitude)
}

function lineOf(value: Value): Place[] {
  const places = listOf(value).map(placeOf)
  if (places.length < 2)
    throw new NoShape(`GeoJSON LineString must have at least 2 vertices: ${stringify(value)}`)
  return places
}

const polygonOf = (value: Value): Polygon => listOf(value).map(ringOf)

function ringOf(value: Value): Place[] {
  const places = listOf(value).map(placeOf)
  const [first, last] = [places[0], places.at(-1)]
  if (!first || !last || !isSame(first, last)) throw new NoShape(`Loop is not closed: ${stringify(value)}`)
  if (places.length < 4)
    throw new NoShape(`Loop must have at least 3 different vertices: ${stringify(value)}`)
  const middle = directionOf(places.slice(1))
  // MongoDB takes the smaller side of such a ring. This cloud cannot tell.
  if (!places.every((place) => isTowards(place, middle)))
    throw new NoShape(`The local cloud takes no polygon of more than half the globe: ${stringify(value)}`)
  const arcs = arcsOf(places)
  const crossing = arcs.find((arc, at) => arcs.some((other, index) => index > at && areCrossing(arc, other)))
  if (crossing) throw new NoShape(`Loop is not valid: edges cross: ${stringify(value)}`)
  return places
}

/** The arcs along a line or a ring. */
export const arcsOf = (places: Place[]): Arc[] => places.slice(1).map((to, at) => [places[at] ?? to, to])
