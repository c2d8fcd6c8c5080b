// Lints snippets as if they stood in the named files: JSON `[{ file, code }]` in, the messages of each out.
// A process of its own, because ESLint loads its configuration as an ES module, which Jest cannot.
import { readFileSync } from 'node:fs'
import { ESLint } from 'eslint'

const eslint = new ESLint()
const messages = []
for (const { file, code } of JSON.parse(readFileSync(0, 'utf8'))) {
  const [result] = await eslint.lintText(code, { filePath: file })
  messages.push(result.messages.map(({ message }) => message))
}
process.stdout.write(JSON.stringify(messages))
