import { run } from './command'

run({ command: 'npx miniprogram-preview', app: '.', port: '8350' }).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
