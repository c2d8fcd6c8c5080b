/** Someone who can hold a phone. */
export interface Person {
  key: string
  name: string
  /** Of the person's dot, wherever it stands. */
  color: string
  /** Unknown when there is no cloud that knows people. */
  hasUnionid: boolean | undefined
}

/** Calm, told apart in both themes, and neither green nor red: those two mean something in the call list. */
const colors = ['#5b8def', '#e2954a', '#9b7ede', '#3aa8b4', '#c96f9b', '#8a9a5b']

/** The people of the local cloud, in their file's order; two without an identity when there is no cloud. */
export async function fetchPeople(): Promise<Person[]> {
  const response = await fetch('/people')
  const known: Record<string, { name: string; unionid?: string }> | undefined = response.ok
    ? await response.json()
    : undefined
  const entries = Object.entries(known ?? { alice: { name: 'Alice' }, bob: { name: 'Bob' } })
  return entries.map(([key, { name, unionid }], index) => ({
    key,
    name,
    color: colors[index % colors.length] ?? 'gray',
    hasUnionid: known && unionid !== undefined,
  }))
}
