import { arcsOf, type Polygon, type Shape } from './shapes'
import {
  areCrossing,
  directionOf,
  distance,
  distanceToArc,
  isOn,
  isSame,
  isTowards,
  middleOf,
  turn,
  type Arc,
  type Place,
} from './sphere'

const linesOf = ({ lines, polygons }: Shape): Place[][] => [...lines, ...polygons.flat()]
const allArcs = (shape: Shape): Arc[] => linesOf(shape).flatMap(arcsOf)
const placesOf = (shape: Shape): Place[] => [...shape.points, ...linesOf(shape).flat()]

/** How far a place is from the nearest part of a shape, in radians. */
export function distanceTo(place: Place, shape: Shape): number {
  if (shape.polygons.some((polygon) => contains(polygon, place))) return 0
  const toPoints = shape.points.map((point) => distance(place, point))
  return Math.min(...toPoints, ...allArcs(shape).map((arc) => distanceToArc(place, arc)))
}

/** True when two shapes have a place in common. */
export function intersects(a: Shape, b: Shape): boolean {
  const arcs = allArcs(b)
  return (
    allArcs(a).some((arc) => arcs.some((other) => areCrossing(arc, other))) ||
    placesOf(a).some((place) => covers(b, place)) ||
    placesOf(b).some((place) => covers(a, place))
  )
}

const covers = (shape: Shape, place: Place): boolean =>
  shape.points.some((point) => isSame(point, place)) ||
  allArcs(shape).some((arc) => isOn(place, arc)) ||
  shape.polygons.some((polygon) => contains(polygon, place))

/** True when all of a shape lies in an area, each of its parts in one polygon of it. A border belongs to what it encloses. */
export const isWithin = (shape: Shape, area: Polygon[]): boolean =>
  partsOf(shape).every((part) => area.some((polygon) => isWithinOne(part, polygon)))

const partsOf = ({ points, lines, polygons }: Shape): Shape[] => [
  ...points.map((point) => ({ points: [point], lines: [], polygons: [] })),
  ...lines.map((line) => ({ points: [], lines: [line], polygons: [] })),
  ...polygons.map((polygon) => ({ points: [], lines: [], polygons: [polygon] })),
]

function isWithinOne(part: Shape, polygon: Polygon): boolean {
  const [, ...holes] = polygon
  const border = polygon.flatMap(arcsOf)
  return (
    placesOf(part).every((place) => contains(polygon, place)) &&
    allArcs(part).every(
      (arc) => contains(polygon, middleOf(arc)) && !border.some((other) => areCrossing(arc, other)),
    ) &&
    !part.polygons.some((own) =>
      holes.some((hole) => hole.some((place) => contains(own, place) && !onBorder(own, place))),
    )
  )
}

/** True when all of a shape is at most so many radians from a place. */
export const isWithinCircle = (shape: Shape, centre: Place, radius: number): boolean =>
  placesOf(shape).every((place) => distance(place, centre) <= radius)

function contains(polygon: Polygon, place: Place): boolean {
  const [outer = [], ...holes] = polygon
  if (onBorder(polygon, place)) return true
  return isInRing(outer, place) && !holes.some((hole) => isInRing(hole, place))
}

const onBorder = (polygon: Polygon, place: Place): boolean =>
  polygon.flatMap(arcsOf).some((arc) => isOn(place, arc))

/** Whoever stands inside turns once around while looking along the ring; whoever stands outside does not. */
function isInRing(ring: Place[], place: Place): boolean {
  if (!isTowards(place, directionOf(ring.slice(1)))) return false
  const turned = arcsOf(ring).reduce((total, arc) => total + turn(place, arc), 0)
  return Math.abs(turned) > Math.PI
}
