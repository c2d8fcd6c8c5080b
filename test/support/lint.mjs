// Lints pieces of code as if they were in the named files. Reads JSON `[{ file, code }]` and prints the messages of
// each. This is a process of its own because ESLint loads its configuration as an ES module, which Jest cannot do.
import { readFileSync } from 'node:fs'
import { ESLint } from 'eslint'

const eslint = new ESLint()
const messages = []
for (const { file, code } of JSON.parse(readFileSync(0, 'utf8'))) {
  const [result] = await eslint.lintText(code, { filePath: file })
  messages.push(result.messages.map(({ message }) => message))
}
process.stdout.write(JSON.stringify(messages))
