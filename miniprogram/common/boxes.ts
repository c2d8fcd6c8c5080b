/*
 * Where a checklist is written or compared, a box is a sign like those that the eye knows: ☐ for `- [ ]`, ☑ for `- [x]`.
 */

/** A stored text with signs in place of its boxes. */
export const withSigns = (stored: string): string =>
  stored.replace(
    /^([ \t]*)- \[([ xX])\](?= |$)/gm,
    (_, indent: string, mark: string) => indent + (mark === ' ' ? '☐' : '☑'),
  )

/** A text with signs as it is stored. A sign at the beginning of a line is a box, with a blank after it or without. */
export const withoutSigns = (written: string): string =>
  written.replace(
    /^([ \t]*)([☐☑])\uFE0F?(.*)$/gm,
    (_, indent: string, sign: string, rest: string) =>
      `${indent}- [${sign === '☐' ? ' ' : 'x'}]${rest && !rest.startsWith(' ') ? ' ' : ''}${rest}`,
  )
