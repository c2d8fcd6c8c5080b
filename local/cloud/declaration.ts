import * as z from 'zod/mini'
import { en } from 'zod/locales'

// zod/mini has no texts of its own.
z.config(en())

/** Parses the text of a JSON file. Raises one error that names the file and every bad field. */
export function parseDeclaration<Schema extends z.ZodMiniType>(
  schema: Schema,
  file: string,
  text: string,
): z.output<Schema> {
  const parsed = schema.safeParse(json(file, text))
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.') || '(file)'}: ${issue.message}`)
  throw new Error(`${file} is not as expected. ${problems.join('; ')}`)
}

function json(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Error(`${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    })
  }
}
