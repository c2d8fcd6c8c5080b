import type { Identity } from './people'
import { isCondition, isFields, type Fields, type Value } from './store/value'

/** The fields that name a document's owner. */
const ownerFields = ['_openid', 'unionid']

/**
 * True when the filter can match only the caller's own documents. Only plain equality counts, in the filter itself or
 * inside `$and` and `$or`. Every other operator is treated as if it matched anybody's documents, to be on the safe
 * side.
 */
export function confines(filter: Fields, identity: Identity): boolean {
  return Object.entries(filter).some(([name, condition]) => {
    if (name !== '$and' && name !== '$or') return isOwn(name, equalTo(condition), identity)
    const parts = Array.isArray(condition) ? condition : []
    const partConfines = (part: Value) => isFields(part) && confines(part, identity)
    return name === '$and' ? parts.some(partConfines) : parts.length > 0 && parts.every(partConfines)
  })
}

/** True for a stored document that belongs to the caller: it has the caller's OPENID or UNIONID. */
export const belongs = (document: Fields, identity: Identity): boolean =>
  ownerFields.some((field) => isOwn(field, document[field], identity))

/** True for a new document that has the caller's OPENID and no other person's UNIONID. */
export const bears = (document: Fields, identity: Identity): boolean =>
  document['_openid'] === identity.openid &&
  (document['unionid'] === undefined || document['unionid'] === identity.unionid)

/**
 * True when the update does not change a document's owner. Setting the caller's own UNIONID is allowed: that links the
 * document to the person.
 */
export function keepsOwner(update: Fields, identity: Identity): boolean {
  return Object.entries(update).every(([operator, fields]) =>
    Object.entries(isFields(fields) ? fields : {}).every(([path, value]) => {
      const paths = [path, ...(operator === '$rename' ? [String(value)] : [])]
      const namesOwner = paths.some((at) => ownerFields.includes(at.split('.')[0] ?? ''))
      return !namesOwner || (operator === '$set' && isOwn(path, value, identity))
    }),
  )
}

/** Only text can match: a document and a caller that both have no UNIONID are not the same person. */
function isOwn(field: string, value: Value, { openid, unionid }: Identity): boolean {
  if (typeof value !== 'string') return false
  return (field === '_openid' && value === openid) || (field === 'unionid' && value === unionid)
}

const equalTo = (condition: Value): Value => (isCondition(condition) ? condition['$eq'] : condition)
