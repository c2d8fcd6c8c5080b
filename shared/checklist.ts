/*
 * A checklist is plain text: lines like `- [ ] milk`, and `- [x] milk` once that is done, as many editors write them.
 */

/** A line that begins with a box. */
export interface BoxLine {
  /** The blanks before the box. */
  indent: string
  done: boolean
  text: string
}

/** What a new line of a checklist begins with, after its indent. */
export const openBox = '- [ ] '
const doneBox = '- [x] '

/** The box that a line begins with; null for any other line. */
export function boxOf(line: string): BoxLine | null {
  const [, indent, sign, text = ''] = /^([ \t]*)- \[([ xX])\](?: (.*)|)$/.exec(line) ?? []
  return indent === undefined ? null : { indent, done: sign !== ' ', text }
}

/** A line with a box as it is stored. */
export const boxLine = ({ indent, done, text }: BoxLine): string => indent + (done ? doneBox : openBox) + text

/** How many lines of a text begin with a box, and how many of those are done. */
export function countBoxes(text: string): { boxes: number; ticked: number } {
  const found = text.split('\n').flatMap((line) => boxOf(line) ?? [])
  return { boxes: found.length, ticked: found.filter(({ done }) => done).length }
}

/** The box at the beginning of a line, with the blanks before it. */
const boxes = /^([ \t]*)- \[([ xX])\](?= |$)/gm
const signOf = (mark: string): string => (mark === ' ' ? '☐' : '☑')

/** A text in which boxes are drawn as signs without an indent, to be read and not to be stored. */
export const drawBoxes = (text: string): string =>
  text.replace(boxes, (_, _indent, mark: string) => signOf(mark))

/** A stored text with signs in place of its boxes, to be written on or compared. */
export const withSigns = (stored: string): string =>
  stored.replace(boxes, (_, indent: string, mark: string) => indent + signOf(mark))

/** A text with signs as it is stored. A sign at the beginning of a line is a box, with a blank after it or without. */
export const withoutSigns = (written: string): string =>
  written.replace(
    /^([ \t]*)([☐☑])\uFE0F?(.*)$/gm,
    (_, indent: string, sign: string, rest: string) =>
      `${indent}- [${sign === '☐' ? ' ' : 'x'}]${rest && !rest.startsWith(' ') ? ' ' : ''}${rest}`,
  )
