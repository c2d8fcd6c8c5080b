import { run } from 'miniprogram-preview/command'

run({ command: 'npm run preview --', app: 'dist/miniprogram', port: '8350' }).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
