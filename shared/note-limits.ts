/**
 * The sizes of notes that both sides agree on: the functions refuse what is larger, the pages warn before it is reached.
 * Lengths are UTF-16 units, as String.length and the `maxlength` of <input> and <textarea> count them.
 */
export const limits = {
  title: 100,
  body: 20_000,
  excerpt: 120,
  tag: 20,
  /** Of one note. */
  tags: 10,
  /** Of a search. */
  words: 60,
  /** Of one person, those in the trash included. */
  notes: 10_000,
  /** Of all titles and bodies of one person together. */
  characters: 20_000_000,
  /** How long a note stays in the trash. */
  trashDays: 30,
} as const
