/*
 * Which code a function has is written into its description, since what the cloud stores differs from what was sent once it
 * has installed packages. A description may hold letters, digits, spaces, commas, line breaks and full stops:
 * cloud.tencent.com/document/api/583/18586
 */

const mark = /\s*code sha256 [0-9a-f]{64}/g

/** A description without the mark: what somebody may have written there stays. */
export const unmarked = (description: string): string => description.replace(mark, '').trim()

/** The same text with the mark for a code with this hash. */
export const marked = (description: string, zipHash: string): string =>
  `${unmarked(description)} code sha256 ${zipHash}`.trim()

export const isMarked = (description: string): boolean => unmarked(description) !== description.trim()
