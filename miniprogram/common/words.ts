/*
 * What a text is made of. Intl could tell Chinese words apart, but is not on every phone: there each character counts.
 */

/** Scripts that put no blanks between words, and the mark of long vowels, which Japanese ones share. */
const unspaced = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\u30FC]`
const run = String.raw`(?:(?!${unspaced})[\p{L}\p{N}\p{M}])+`
const part = new RegExp(String.raw`${unspaced}\p{M}*|${run}(?:['’]${run})*|[^]`, 'gu')

/**
 * A text in its smallest parts, in order and complete: words of letters and digits, single characters of Chinese and of
 * other scripts without blanks, and one by one the blanks and signs between them.
 */
export const partsOf = (text: string): string[] => text.match(part) ?? []

/** Whether a part is a word, or a character that counts as one. */
export const isWord = (part: string): boolean => /[\p{L}\p{N}]/u.test(part)

/** How many words a text has. */
export const countWords = (text: string): number => partsOf(text).filter(isWord).length
