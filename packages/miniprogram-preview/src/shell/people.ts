import type { Card } from '../cloud'
import type { Words } from './words'

/** Someone who can call functions. */
export interface Person {
  key: string
  name: string
  /** Of the person's dot, wherever it stands. */
  color: string
  /** What the cloud knows of them now; undefined when there is no cloud. */
  card: Card | undefined
}

/** Calm, told apart in both themes, and neither green nor red: those two mean something in the call list. */
const colors = ['#5b8def', '#e2954a', '#9b7ede', '#3aa8b4', '#c96f9b', '#8a9a5b']

/** The people of the local cloud as they are now, in their file's order; two without an identity when there is no cloud. */
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

/** From that person's next call on. */
export async function switchUnionid(key: string, on: boolean): Promise<void> {
  await fetch(`/people/${key}`, { method: 'POST', body: JSON.stringify({ unionid: on }) })
}

/** A timer calls functions too, but has no phone. */
export const holdsPhone = ({ card }: Person): boolean => card?.via !== 'timer'

/** What tells this person from the others, in a few words. */
export function kindOf({ card }: Person, words: Words): string {
  if (!card) return words.noCloud
  const unionid = card.unionid ? words.withUnionid : words.noUnionid
  return card.via === 'sibling' || card.via === 'stranger' ? words[card.via] : unionid
}
