/** What an upload by form brings: SDKs before 3.0 send one. */
export interface UploadForm {
  signature: string
  content: Buffer
}

/** Reads the fields `Signature` and `file` of a form, byte for byte. A field that is missing is empty. */
export function fileField(contentType: string, body: Buffer): UploadForm {
  const [, boundary = ''] = /boundary="?([^";]+)"?/.exec(contentType) ?? []
  return { signature: field(body, boundary, 'Signature').toString(), content: field(body, boundary, 'file') }
}

function field(body: Buffer, boundary: string, name: string): Buffer {
  const head = new RegExp(`name="${name}"[^\\0]*?\\r\\n\\r\\n`).exec(body.toString('latin1'))
  if (!head) return Buffer.alloc(0)
  const from = head.index + head[0].length
  return body.subarray(from, body.indexOf(`\r\n--${boundary}`, from))
}
