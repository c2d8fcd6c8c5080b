/** Reads fields of a multipart form, byte for byte, by name. One that is missing is empty. */
export function formFields<Name extends string>(
  contentType: string,
  body: Buffer,
  names: readonly Name[],
): Record<Name, Buffer>
export function formFields(
  contentType: string,
  body: Buffer,
  names: readonly string[],
): Record<string, Buffer> {
  const [, boundary = ''] = /boundary="?([^";]+)"?/.exec(contentType) ?? []
  return Object.fromEntries(names.map((name) => [name, field(body, boundary, name)]))
}

function field(body: Buffer, boundary: string, name: string): Buffer {
  const head = new RegExp(`name="${name}"[^\\0]*?\\r\\n\\r\\n`).exec(body.toString('latin1'))
  if (!head) return Buffer.alloc(0)
  const from = head.index + head[0].length
  return body.subarray(from, body.indexOf(`\r\n--${boundary}`, from))
}
