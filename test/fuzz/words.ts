import type { Clock } from './clock'
import type { Phone } from './phone'

/** What rests this long is kept; a moment more for the storage. */
const restMs = 301

interface Word {
  holder: string
  typedAt: number
  /** Why nobody needs to find it any more. */
  letGo?: string
  /** Whether it was somewhere before a storage was full. */
  laidDown: boolean
  /** Whether it was in a note that was deleted, or was cut out of one, in the cloud. */
  deleted: boolean
  /** Whether somebody has said since what is to become of it, knowing both sides: then it may be anywhere. */
  chosen: boolean
  /** Whether somebody has made a second note of it: what becomes of one says nothing about the other. */
  copied: boolean
  /** Tells whether the phone can still know that the note is to go. */
  doomed?: () => boolean
}

/** A key may have something like a word in it. */
export const wordsIn = (text: string): string[] => text.match(/\bw\d+\b/g) ?? []

/** Everything that was ever typed, and what may have become of it. */
export class Words {
  private readonly words = new Map<string, Word>()

  constructor(private readonly clock: Clock) {}

  fresh({ holder }: Phone): string {
    const word = `w${this.words.size + 1}`
    const typedAt = this.clock.now
    this.words.set(word, { holder, typedAt, laidDown: false, deleted: false, chosen: false, copied: false })
    return word
  }

  isOf = (word: string): string | undefined => this.words.get(word)?.holder

  letGo(words: string[], why: string): void {
    for (const word of this.all(words)) word.letGo ??= why
  }

  laidDown(words: string[]): void {
    for (const word of this.all(words)) word.laidDown = true
  }

  neverLaidDown = (words: string[]): string[] => words.filter((word) => !this.words.get(word)?.laidDown)

  deleted(words: string[]): void {
    for (const word of this.all(words)) {
      word.deleted = true
      word.chosen = false
    }
  }

  restored(word: string): void {
    for (const each of this.all([word])) each.deleted = false
  }

  choose(words: string[]): void {
    for (const word of this.all(words)) word.chosen = true
  }

  copy(words: string[]): void {
    this.choose(words)
    for (const word of this.all(words)) word.copied = true
  }

  doom(words: string[], known: () => boolean): void {
    for (const word of this.all(words)) word.doomed = known
  }

  pardon(words: string[]): void {
    for (const word of this.all(words)) delete word.doomed
  }

  isDoomed(word: string): boolean {
    const { doomed, copied = false } = this.words.get(word) ?? {}
    return !copied && (doomed?.() ?? false)
  }

  mustNotReturn(word: string): boolean {
    const { deleted = false, chosen = false, copied = false } = this.words.get(word) ?? {}
    return deleted && !chosen && !copied
  }

  notChosen = (words: string[]): string[] => words.filter((word) => !this.words.get(word)?.chosen)

  notCopied = (words: string[]): string[] =>
    this.notChosen(words).filter((word) => !this.words.get(word)?.copied)

  /** Those that were typed just now. */
  restless = (words: string[]): string[] => words.filter((word) => !this.hasRested(word))

  /** All that somebody must be able to find. */
  rested = (): string[] =>
    [...this.words.keys()].filter((word) => this.hasRested(word) && !this.words.get(word)?.letGo)

  private hasRested = (word: string): boolean =>
    this.clock.now - (this.words.get(word)?.typedAt ?? Infinity) >= restMs

  private all = (words: string[]): Word[] => words.flatMap((word) => this.words.get(word) ?? [])
}
