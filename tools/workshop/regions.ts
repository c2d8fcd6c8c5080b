/** The code between two marks, `// #region NAME` and `// #endregion`, or undefined when they are not there. */
export const between = (source: string, region: string): string | undefined =>
  new RegExp(`^ *// #region ${region}\\n([^]*?)^ *// #endregion$`, 'm').exec(source)?.[1]

/** The marks are for lessons; a learner's files go without them. */
export const withoutMarks = (source: string): string => source.replace(/^ *\/\/ #(?:end)?region.*\n/gm, '')
