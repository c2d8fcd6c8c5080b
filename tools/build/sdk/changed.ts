import path from 'node:path'
import type { Plugin } from 'rolldown'
import { changes } from './changes'
import { packageOf } from './packages'

/** Makes every change of `changes`, each of them once. Raises an error for one that cannot be made. */
export function changed(): Plugin {
  const left = new Set(changes)
  return {
    name: 'change-sdk',
    transform(code, id) {
      const due = changes.filter(({ package: name, file }) =>
        id.endsWith(path.join('node_modules', name, file)),
      )
      for (const change of due) {
        const { version } = packageOf(id)
        const where = `${change.package}/${change.file}`
        const advice =
          'See what is new in it, mend tools/build/sdk/changes.ts, and run the tests of what the SDK offers.'
        if (version !== change.version)
          throw new Error(
            `${where}: its version is ${version}, and the build knows ${change.version}. ${advice}`,
          )
        try {
          code = change.change(code)
        } catch (error) {
          const reason = error instanceof Error ? error.message : String(error)
          throw new Error(`${where}: ${change.what} cannot be done, for ${reason}. ${advice}`, {
            cause: error,
          })
        }
        left.delete(change)
      }
      return due.length > 0 ? { code, map: null } : undefined
    },
    buildEnd(error) {
      const [missing] = left
      if (!error && missing)
        throw new Error(
          `${missing.package}/${missing.file} is not in the SDK any more: mend tools/build/sdk/changes.ts.`,
        )
    },
  }
}
