import * as z from 'zod/mini'

const required = 'require("wx-server-sdk")'

/** A function's file index.js, and its source map as JSON. */
export interface BuiltCode {
  code: string
  map: string
}

/**
 * Puts the SDK's module into the code of a function, after it, so that the function's lines stay where they are.
 * Both become functions that are called at once and stand in parentheses, since V8 would read others twice.
 * Raises an error when the function does not require the SDK in one place.
 */
export function withSdk({ code, map }: BuiltCode, sdk: string): BuiltCode {
  const [before, after, ...others] = code.split(required)
  if (before === undefined || after === undefined || others.length > 0)
    throw new Error(`A cloud function must have one ${required}, to be replaced by the SDK itself.`)
  const [own = '', mapComment = ''] = after.split(/(?=\/\/# sourceMappingURL=)/)
  const head = `(function (wxServerSdk) {${before}wxServerSdk${own}`
  const tail = `})((function () {
// wx-server-sdk and what it needs. LICENSES.txt has their licences.
var module = { exports: {} }, exports = module.exports;
${sdk.trim()}
return module.exports;
})());
${mapComment}`
  return { code: head + tail, map: mapUpTo(head.split('\n').length, map) }
}

const mapSchema = z.looseObject({ mappings: z.string() })

/** A source map that says that what begins with this line, counted from 1, has no source. */
function mapUpTo(line: number, text: string): string {
  const map = mapSchema.parse(JSON.parse(text))
  // One part for each line, and in the last one "A" for "from the first character on". Node overlooks it without an end.
  const linesLeft = line - map.mappings.split(';').length
  return JSON.stringify({ ...map, mappings: `${map.mappings}${';'.repeat(linesLeft)}A;` })
}
