import { run } from 'cloudbase-local/command'

run({
  command: 'npm run cloud --',
  functions: 'dist/cloudfunctions',
  data: '.local/data',
  port: '8360',
  cloudbase: 'cloudbase',
  people: 'tools/people.json',
  variables: 'tools/local.env',
}).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
