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
const colors = ['#5b8def', '#e2954a', '#9b7ede', '#3aa8b4', '#c96f9b', '#8a9a5b']

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

/** Gives a few words about where the person comes from or whether they have a UNIONID. */
export function kindOf({ card }: Person, words: Words): string {
  if (!card) return words.noCloud
  const unionid = card.unionid ? words.withUnionid : words.noUnionid
  return card.via === 'sibling' || card.via === 'stranger' ? words[card.via] : unionid
}
