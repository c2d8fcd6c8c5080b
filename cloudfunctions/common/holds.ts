/** Whether a document has all of these values already: a change that is sent again finds what its first try wrote. */
export const holds = (document: object, changes: object): boolean =>
  JSON.stringify({ ...document, ...changes }) === JSON.stringify(document)
