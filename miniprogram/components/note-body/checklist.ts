import { limits } from '../../../shared/note-limits'
import { boxLine, boxOf, openBox } from '../../../shared/checklist'

/** A text in its field, and the place in it where typing goes on, in UTF-16 units. */
export interface Written {
  text: string
  caret: number
}

/**
 * What return does in a checklist: the next line begins with a box, too, and a line that holds nothing but its box ends the
 * list. Null where something else was typed, or elsewhere.
 */
export function afterReturn(before: string, { text, caret }: Written): Written | null {
  const [left, right] = [text.slice(0, caret - 1), text.slice(caret)]
  if (text.charAt(caret - 1) !== '\n' || before !== left + right) return null
  const start = left.lastIndexOf('\n') + 1
  const line = boxOf(left.slice(start))
  if (!line) return null
  if (line.text.trim() === '') return { text: left.slice(0, start) + right, caret: start }
  const mark = line.indent + openBox
  const longer = `${left}\n${mark}${right}`
  return longer.length > limits.body ? null : { text: longer, caret: caret + mark.length }
}

/** Puts a box before the line with the caret, or takes it away. */
export function switchBox({ text, caret }: Written): Written {
  const start = text.lastIndexOf('\n', caret - 1) + 1
  const end = endOfLine(text, start)
  const line = text.slice(start, end)
  const box = boxOf(line)
  const indent = /^[ \t]*/.exec(line)?.[0] ?? ''
  const switched = box ? box.indent + box.text : indent + openBox + line.slice(indent.length)
  if (text.length + switched.length - line.length > limits.body) return { text, caret }
  const fromEnd = Math.min(end - caret, switched.length)
  return { text: text.slice(0, start) + switched + text.slice(end), caret: start + switched.length - fromEnd }
}

/** A text with one more line at its end, that begins with a box. */
export function addBox(text: string): Written {
  const longer = text + (text === '' || text.endsWith('\n') ? '' : '\n') + openBox
  return longer.length > limits.body ? { text, caret: text.length } : { text: longer, caret: longer.length }
}

/** Ticks the box of a line, or clears it. */
export const tick = (text: string, line: number): string =>
  changeLines(text, (lines) => {
    const box = boxOf(lines[line] ?? '')
    if (box) lines[line] = boxLine({ ...box, done: !box.done })
    return lines
  })

/** Moves what is done to the end of its list. Lines that are indented more go with the one above them. */
export const doneLast = (text: string): string =>
  changeLines(text, (lines) => {
    const moved: string[] = []
    for (let start = 0, end = 0; start < lines.length; start = end) {
      while (end < lines.length && boxOf(lines[end] ?? '')) end++
      if (end > start) moved.push(...sorted(lines.slice(start, end)))
      else moved.push(lines[end++] ?? '')
    }
    return moved
  })

function sorted(list: string[]): string[] {
  const depth = (line: string): number => boxOf(line)?.indent.length ?? 0
  const least = Math.min(...list.map(depth))
  const items: string[][] = []
  for (const line of list) {
    const last = items[items.length - 1]
    if (last && depth(line) > least) last.push(line)
    else items.push([line])
  }
  const isDone = ([head = '']: string[]): boolean => boxOf(head)?.done ?? false
  return [...items.filter((item) => !isDone(item)), ...items.filter(isDone)].flat()
}

const changeLines = (text: string, change: (lines: string[]) => string[]): string =>
  change(text.split('\n')).join('\n')

function endOfLine(text: string, start: number): number {
  const end = text.indexOf('\n', start)
  return end < 0 ? text.length : end
}
