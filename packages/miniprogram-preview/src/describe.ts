import type { Problem } from './program'

/** Gives a problem as one line: `pages/notes/notes.wxml:3:5 <foo> is not registered`. */
export function describe({ file, line, column, message }: Problem): string {
  return [file, line, column].filter((part) => part !== undefined).join(':') + ' ' + message
}
