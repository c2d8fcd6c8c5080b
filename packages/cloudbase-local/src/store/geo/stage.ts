import { queryFailed } from '../../errors'
import { setAt } from '../paths'
import { isFields, type Fields, type Value } from '../value'
import { nearestFirst, nearOf } from './queries'

/** What a stage `$geoNear` asks of the documents: `query` of its options. */
export function queryOfGeoNear(value: Value): Fields {
  const { query } = isFields(value) ? value : {}
  return isFields(query) ? query : {}
}

/**
 * The documents nearest first, each with its distance in metres. `fields` are those with an index of places. Source:
 * developers.weixin.qq.com/miniprogram/dev/wxcloud/reference-sdk-api/database/aggregate/Aggregate.geoNear and
 * mongodb.com/docs/manual/reference/operator/aggregation/geoNear.
 */
export function geoNear(documents: Fields[], value: Value, fields: string[]): Fields[] {
  const options = isFields(value) ? value : {}
  const { near, spherical, distanceField, includeLocs, limit, distanceMultiplier: factor = 1 } = options
  if (spherical !== true)
    throw queryFailed('$geoNear requires spherical: true for an index of the type 2dsphere')
  if (typeof distanceField !== 'string')
    throw queryFailed("$geoNear requires a 'distanceField' option as a String")
  if (typeof factor !== 'number' || !(factor >= 0))
    throw queryFailed('distanceMultiplier must be nonnegative')
  const field = keyOf(options['key'], fields)
  const found = nearestFirst(documents, nearOf(field, near, options['minDistance'], options['maxDistance']))
  return found.slice(0, typeof limit === 'number' ? limit : undefined).map(({ document, metres }) => {
    const measured = setAt(document, distanceField, metres * factor)
    return typeof includeLocs === 'string' ? setAt(measured, includeLocs, document[field]) : measured
  })
}

function keyOf(key: Value, fields: string[]): string {
  const [first, ...others] = fields
  if (first === undefined) throw queryFailed('$geoNear requires a 2d or 2dsphere index, but none were found')
  if (typeof key !== 'string' && others.length > 0)
    throw queryFailed(
      'There is more than one 2dsphere index; unsure which to use for $geoNear: name it by key',
    )
  if (typeof key === 'string' && !fields.includes(key))
    throw queryFailed(`unable to find index for $geoNear query on ${key}`)
  return typeof key === 'string' ? key : first
}
