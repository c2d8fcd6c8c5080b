import type { Card } from '../cloud'
import type { Words } from './words'

/** Someone who can call functions. */
export interface Person {
  key: string
  name: string
  /** The CSS colour of the person's dot. */
  color: string
  /** What the cloud says about the person; undefined when there is no cloud. */
  card: Card | undefined
}

/**
 * The colours can be told apart in both themes. Green and red are not among them: in the call list they have a meaning.
 */
const colors = ['#3f76e0', '#c2691a', '#7d5fd3', '#17808d', '#b0497d', '#6b7a3c']

/**
 * Gives the cloud's people in their present state, in the order of their file. Without a cloud, gives two made-up
 * people.
 */
export async function fetchPeople(): Promise<Person[]> {
  const response = await fetch('/people')
  const cards: Record<string, Card> | undefined = response.ok ? await response.json() : undefined
  const entries = Object.entries(cards ?? { alice: { name: 'Alice' }, bob: { name: 'Bob' } })
  return entries.map(([key, { name }], index) => ({
    key,
    name,
    color: colors[index % colors.length] ?? 'gray',
    card: cards?.[key],
  }))
}

/** Takes effect with the person's next call. */
export async function switchUnionid(key: string, on: boolean): Promise<void> {
  await fetch(`/people/${key}`, { method: 'POST', body: JSON.stringify({ unionid: on }) })
}

/** A timer calls functions too, but has no phone. */
export const holdsPhone = ({ card }: Person): boolean => card?.via !== 'timer'

/** Gives a few words about where the person comes from and whether they have a UNIONID. */
export function kindOf({ card }: Person, words: Words): string {
  if (!card) return words.noCloud
  if (card.via === 'stranger') return words.stranger
  const unionid = card.unionid ? words.withUnionid : words.noUnionid
  return `${unionid} · ${card.via === 'sibling' ? words.sibling : words.app}`
}

/** Gives a sentence about what is special about the person. */
export function aboutOf({ card }: Person, { about }: Words): string {
  if (!card) return about.noCloud
  if (card.via === 'sibling' || card.via === 'stranger') return about[card.via]
  if (card.unionid) return about.withUnionid
  return card.switchable ? about.late : about.noUnionid
}

/** Gives the name in the list of calls, where two persons of one name are told apart by where they come from. */
export function labelOf({ name, card }: Person, words: Words): string {
  return card?.via === 'sibling' || card?.via === 'stranger' ? `${name} · ${words[card.via]}` : name
}

/** Gives a function that names the person with an OPENID or UNIONID. */
export const nameFinder =
  (people: Person[]) =>
  (id: string): string | undefined =>
    people.find(({ card }) => card?.ids?.includes(id))?.name

/** Gives the names of these people, each once, as one writes several: `Alice and Carol`. */
export function namesOf(keys: string[], people: Person[], words: Words): string {
  const names = keys.map((key) => people.find((person) => person.key === key)?.name ?? words.unknownOwner)
  return words.all([...new Set(names)])
}
