import { parseArgs } from 'node:util'
import { exceptionsIn, loadEnvironment } from 'cloudbase-local'

const help = `The functions that may reach anybody's documents of an owned collection, each with its reason.

  npm run exceptions [-- --cloudbase DIR]

  --cloudbase DIR   collections.json and functions.json   (cloudbase)
`

function main(): void {
  const { values } = parseArgs({
    options: {
      cloudbase: { type: 'string', default: 'cloudbase' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return void process.stdout.write(help)
  const { collections, functionSettings } = loadEnvironment(values.cloudbase)
  const owned = Object.keys(collections).filter((name) => collections[name]?.owned)
  const exceptions = exceptionsIn(functionSettings)
  console.log(`Owned collections: ${owned.join(', ') || 'none'}.`)
  if (exceptions.length === 0) console.log("Every function keeps to its caller's own documents there.")
  for (const { function: name, collection, reason } of exceptions)
    console.log(`${name} may reach anybody's ${collection}: ${reason}`)
}

try {
  main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
