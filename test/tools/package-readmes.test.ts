import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(__dirname, '../..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')

const examples = {
  'cloudbase-local': ['cloudfunctions/todos/index.js', 'call.js'],
  'miniprogram-preview': [
    ...['app.js', 'app.json', 'pages/index/index.js', 'pages/index/index.wxml'].map(
      (file) => `miniprogram/${file}`,
    ),
    'desk.js',
  ],
}

test.each(
  Object.entries(examples).flatMap(([name, files]) =>
    ['README.md', 'README.zh-CN.md'].flatMap((readme) => files.map((file) => [name, readme, file])),
  ),
)('%s/%s shows %s as it is tried with the packed package', (name, readme, file) => {
  expect(read(`packages/${name}/${readme}`)).toContain(`\n${read(`test/packed/stranger/${file}`)}\`\`\`\n`)
})
