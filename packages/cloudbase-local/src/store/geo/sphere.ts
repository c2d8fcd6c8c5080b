/** A place on the sphere, as the unit vector that points to it. */
export type Place = readonly [x: number, y: number, z: number]

/** The shorter way between two places. */
export type Arc = readonly [from: Place, to: Place]

/** In metres, as MongoDB has it: 6378.1 km (mongodb.com/docs/manual/core/indexes/index-types/geospatial/2dsphere/calculate-distances). */
export const earthRadius = 6_378_100

/** Two places nearer than this are one, in radians: less than a tenth of a millimetre. */
const tolerance = 1e-11

/** From degrees. */
export function placeAt(longitude: number, latitude: number): Place {
  const [lambda, phi] = [longitude * (Math.PI / 180), latitude * (Math.PI / 180)]
  return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)]
}

/** The distance of two places in radians. */
export const distance = (a: Place, b: Place): number => Math.atan2(length(cross(a, b)), dot(a, b))

export function distanceToArc(place: Place, [from, to]: Arc): number {
  const normal = cross(from, to)
  const isBeside = dot(cross(normal, from), place) > 0 && dot(cross(to, normal), place) > 0
  if (isBeside) return Math.asin(Math.min(1, Math.abs(dot(normal, place)) / length(normal)))
  return Math.min(distance(place, from), distance(place, to))
}

export const isOn = (place: Place, arc: Arc): boolean => distanceToArc(place, arc) < tolerance

export const isSame = (a: Place, b: Place): boolean => distance(a, b) < tolerance

/** True when two arcs cross at a place inside both: the end of one on the other is no crossing. */
export function areCrossing(one: Arc, other: Arc): boolean {
  const [[a, b], [c, d]] = [one, other]
  const [ab, cd] = [cross(a, b), cross(c, d)]
  const [acb, bda, cbd, dac] = [-dot(ab, c), dot(ab, d), -dot(cd, b), dot(cd, a)]
  if (acb * bda <= 0 || acb * cbd <= 0 || acb * dac <= 0) return false
  return !one.some((end) => isOn(end, other)) && !other.some((end) => isOn(end, one))
}

export function middleOf([from, to]: Arc): Place {
  const sum: Place = [from[0] + to[0], from[1] + to[1], from[2] + to[2]]
  const size = length(sum)
  return [sum[0] / size, sum[1] / size, sum[2] / size]
}

/** The middle of many places, as a direction: not of length 1. */
export const directionOf = (places: Place[]): Place =>
  places.reduce<Place>((sum, place) => [sum[0] + place[0], sum[1] + place[1], sum[2] + place[2]], [0, 0, 0])

/** True when a place and the middle of the others are in the same half of the sphere. */
export const isTowards = (place: Place, direction: Place): boolean => dot(place, direction) > 0

/** The angle by which somebody at `place` turns who looks along the arc from one end to the other. */
export function turn(place: Place, [from, to]: Arc): number {
  const [a, b] = [cross(place, from), cross(place, to)]
  return Math.atan2(dot(place, cross(a, b)), dot(a, b))
}

const dot = (a: Place, b: Place): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2]

const length = (a: Place): number => Math.sqrt(dot(a, a))

const cross = (a: Place, b: Place): Place => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
]
