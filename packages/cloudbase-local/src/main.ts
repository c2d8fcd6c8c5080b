import { run } from './command'

run({
  command: 'npx cloudbase-local',
  functions: 'cloudfunctions',
  data: '.cloudbase-local',
  port: '8360',
  cloudbase: 'cloudbase',
}).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
