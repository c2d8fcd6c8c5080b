import type { Identity } from './people'
import { isCondition, isFields, type Fields, type Value } from './store/value'

/** The fields that say whose a document is. */
const ownerFields = ['_openid', 'unionid']

/**
 * True when every document that matches the filter must be the caller's own. Only plain equality counts, in the filter
 * itself or through `$and` and `$or`; whatever else a filter can say is taken to confine nothing.
 */
export function confines(filter: Fields, own: Identity): boolean {
  return Object.entries(filter).some(([name, condition]) => {
    if (name !== '$and' && name !== '$or') return isOwn(name, equalTo(condition), own)
    const parts = Array.isArray(condition) ? condition : []
    const partConfines = (part: Value) => isFields(part) && confines(part, own)
    return name === '$and' ? parts.some(partConfines) : parts.length > 0 && parts.every(partConfines)
  })
}

/** True for a stored document that is the caller's: written under this OPENID, or of the same person by UNIONID. */
export const belongs = (document: Fields, own: Identity): boolean =>
  ownerFields.some((field) => isOwn(field, document[field], own))

/** True for a new document that is the caller's own and claims to be no one else's beside. */
export const bears = (document: Fields, own: Identity): boolean =>
  document['_openid'] === own.openid &&
  (document['unionid'] === undefined || document['unionid'] === own.unionid)

/** True when the update leaves documents with their owner. The caller's own UNIONID may be put on them: that links them. */
export function keepsOwner(update: Fields, own: Identity): boolean {
  return Object.entries(update).every(([operator, fields]) =>
    Object.entries(isFields(fields) ? fields : {}).every(([path, value]) => {
      const touched = [path, ...(operator === '$rename' ? [String(value)] : [])]
      const meant = touched.some((at) => ownerFields.includes(at.split('.')[0] ?? ''))
      return !meant || (operator === '$set' && isOwn(path, value, own))
    }),
  )
}

/** A path of several names is never an owner's field, and a missing value never equals one. */
function isOwn(field: string, value: Value, { openid, unionid }: Identity): boolean {
  if (typeof value !== 'string') return false
  return (field === '_openid' && value === openid) || (field === 'unionid' && value === unionid)
}

const equalTo = (condition: Value): Value => (isCondition(condition) ? condition['$eq'] : condition)
