import type { RequestRecord } from '../cloud'

/** A condition of a query as a reader would write it. */
export interface Condition {
  text: string
  /** For the part that says whose the document must be: which fields say so, and the owner's name. */
  owner?: { fields: string[]; name: string }
}

/** Gives the name of the person with this OPENID or UNIONID. */
export type NameOf = (id: string) => string | undefined

/** A line of a statement: a word like `where`, and what comes after it. */
export interface Line {
  word: string
  text?: string
  conditions?: Condition[]
}

/** The fields in which CloudBase and this app's functions keep a document's owner. */
const ownerFields = ['_openid', 'unionid']

const verbs: Record<string, string> = {
  'database.getDocument': 'find',
  'database.calculateDocument': 'count',
  'database.insertDocument': 'add to',
  'database.modifyDocument': 'update',
  'database.modifyAndReturnDoc': 'update',
  'database.removeDocument': 'remove from',
  'database.aggregateDocuments': 'aggregate',
}

const operators: Record<string, string> = {
  $eq: '=',
  $ne: '≠',
  $gt: '>',
  $gte: '≥',
  $lt: '<',
  $lte: '≤',
  $in: 'in',
  $nin: 'not in',
}

/** Gives a request as somebody would write it down, one clause a line. */
export function statementOf(request: RequestRecord, nameOf: NameOf): Line[] {
  const { action, api, collection = '', query, order, fields, update, stages } = request
  if (api !== undefined)
    return [
      { word: 'call', text: `openapi.${api}` },
      { word: 'with', text: JSON.stringify(query, null, 2) },
    ]
  const conditions = conditionsOf(query, nameOf)
  const lines: (Line | false)[] = [
    { word: verbs[action] ?? action, text: collection },
    conditions.length > 0 && { word: 'where', conditions },
    isFilled(order) && { word: 'order by', text: orderText(order) },
    isFilled(fields) && { word: 'fields', text: fieldsText(fields) },
    isFilled(update) && { word: 'set', text: JSON.stringify(update, null, 2) },
    isFilled(stages) && { word: 'then', text: JSON.stringify(stages, null, 2) },
  ]
  return lines.filter((line) => line !== false)
}

/** Gives the conditions that must all hold. */
export function conditionsOf(query: unknown, nameOf: NameOf): Condition[] {
  if (!isRecord(query)) return []
  return Object.entries(query).flatMap(([field, value]) => {
    if (field === '$and' && Array.isArray(value)) return value.flatMap((part) => conditionsOf(part, nameOf))
    if (field === '$or' && Array.isArray(value))
      return [either(value.map((part) => conditionsOf(part, nameOf)))]
    return comparisons(field, value, nameOf)
  })
}

/** Gives the owner's part of a request: of its query or, for new documents, of these. */
export function ownerOf({ query, update }: RequestRecord, nameOf: NameOf): Condition['owner'] {
  const documents = Array.isArray(update) ? update : []
  const conditions = query === undefined ? conditionsOf(documents[0], nameOf) : conditionsOf(query, nameOf)
  const owners = conditions.flatMap(({ owner }) => owner ?? [])
  const [first] = owners
  return first && { fields: owners.flatMap(({ fields }) => fields), name: first.name }
}

/** Two conditions on the owner that mean the same person become one: `_openid or unionid = Alice`. */
function either(branches: Condition[][]): Condition {
  const owners = branches.map((branch) => (branch.length === 1 ? branch[0]?.owner : undefined))
  const [first] = owners
  if (first && owners.every((owner) => owner?.name === first.name)) {
    const fields = owners.flatMap((owner) => owner?.fields ?? [])
    return { text: ownerText({ fields, name: first.name }), owner: { fields, name: first.name } }
  }
  const texts = branches.map((branch) => branch.map(({ text }) => text).join(' and '))
  return { text: `(${texts.join(' or ')})` }
}

export const ownerText = ({ fields, name }: NonNullable<Condition['owner']>): string =>
  `${fields.join(' or ')} = ${name}`

function comparisons(field: string, value: unknown, nameOf: NameOf): Condition[] {
  if (isRecord(value) && typeof value['$regex'] === 'string')
    return [{ text: `${field} ~ /${value['$regex']}/${String(value['$options'] ?? '')}` }]
  if (isRecord(value) && Object.keys(value).some((key) => key.startsWith('$')))
    return Object.entries(value).map(([operator, operand]) => {
      const isOwner = operator === '$eq' && ownerFields.includes(field)
      return isOwner
        ? ownerCondition(field, operand, nameOf)
        : { text: `${field} ${operators[operator] ?? operator} ${valueText(operand)}` }
    })
  return [
    ownerFields.includes(field)
      ? ownerCondition(field, value, nameOf)
      : { text: `${field} = ${valueText(value)}` },
  ]
}

function ownerCondition(field: string, value: unknown, nameOf: NameOf): Condition {
  if (typeof value !== 'string') return { text: `${field} = ${valueText(value)}` }
  const owner = { fields: [field], name: nameOf(value) ?? JSON.stringify(value) }
  return { text: ownerText(owner), owner }
}

/** From 2001 to 2286: a whole number of so many digits is a time in milliseconds. */
const isTime = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value > 1e12 && value < 1e13

function valueText(value: unknown): string {
  if (isTime(value)) return new Date(value).toLocaleString('sv-SE')
  const text = JSON.stringify(value) ?? 'undefined'
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}

const orderText = (order: object): string =>
  Object.values(order)
    .map((part: unknown) =>
      Array.isArray(part) ? `${String(part[0])} ${part[1] === 1 ? '↑' : '↓'}` : String(part),
    )
    .join(', ')

/** A projection either names what the answer has, or what it has not. */
function fieldsText(fields: object): string {
  const names = (shown: boolean) =>
    Object.entries(fields).flatMap(([field, value]) => (!!value === shown ? [field] : []))
  return names(true).length > 0 ? names(true).join(', ') : `without ${names(false).join(', ')}`
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isFilled = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && Object.keys(value).length > 0
