import { drawBoxes } from './checklist'
import { limits } from './note-limits'
import { matchesIn } from './search'

/** What a card is sure to show in its two lines, and how much of that comes before a match. In UTF-16 units. */
const [sureLength, leadLength] = [40, 16]
/** Words that begin so close together can be shown together. */
const nearLength = 60
/** More places than these are not weighed against each other. */
const weighedPlaces = 200

/**
 * What a list shows of a body: its start, or in a search the first place where most of the words stand close together. Lines stay
 * lines, without the blank ones, and boxes become signs. Never cut within a character.
 */
export function excerptOf(body: string, words: readonly string[] = []): string {
  // The start of a long body costs no more than that of a short one.
  const text = tidy(words.length > 0 ? body : body.slice(0, limits.excerpt * 4))
  const start = startBefore(text, placeOf(text, words))
  const shown = start > 0 ? `…${text.slice(start)}` : text
  return shown.slice(0, limits.excerpt).replace(/[\uD800-\uDBFF]$/, '')
}

const tidy = (body: string): string =>
  drawBoxes(body)
    .replace(/\s+/g, (blanks) => (blanks.includes('\n') ? '\n' : ' '))
    .trim()

function placeOf(text: string, words: readonly string[]): number {
  const places: { word: string; start: number }[] = []
  for (const { 0: word, index } of matchesIn(text, words)) {
    places.push({ word: word.toLowerCase(), start: index })
    if (words.length === 1 || places.length === weighedPlaces) break
  }
  let [best, most] = [0, 0]
  for (const { start } of places) {
    const near = places.filter((other) => other.start >= start && other.start <= start + nearLength)
    const { size } = new Set(near.map(({ word }) => word))
    if (size > most) [best, most] = [start, size]
  }
  return best
}

/** Where to begin so that a card shows what stands at `place`: with its line, or a little before it. */
function startBefore(text: string, place: number): number {
  const before = text.slice(0, place)
  if (place < sureLength && before.split('\n').length <= 2) return 0
  const start = Math.max(place - leadLength, before.lastIndexOf('\n') + 1)
  // Not in the middle of a word that is written with blanks, nor of a character.
  const blank = text.slice(start, place).indexOf(' ')
  if (/\w/.test(text.charAt(start - 1)) && blank >= 0) return start + blank + 1
  const rest = text.slice(start, place)
  return start + (/^(?:[\uDC00-\uDFFF]|[\u0300-\u036F]|\u200D|\uFE0F)+/.exec(rest)?.[0].length ?? 0)
}
