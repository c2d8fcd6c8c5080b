import * as z from 'zod/mini'
import { en } from 'zod/locales'

// zod/mini comes without error messages.
z.config(en())

/** Parses the text of a JSON file. Raises one error that names the file and every bad field. */
export function parseDeclaration<Schema extends z.ZodMiniType>(
  schema: Schema,
  file: string,
  text: string,
): z.output<Schema> {
  return checkDeclaration(schema, file, json(file, text))
}

/** Checks a value that was already read from `file`. Raises one error that names the file and every bad field. */
export function checkDeclaration<Schema extends z.ZodMiniType>(
  schema: Schema,
  file: string,
  value: unknown,
): z.output<Schema> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const problems = result.error.issues.map((issue) => `${issue.path.join('.') || '(file)'}: ${issue.message}`)
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
