/*
 * The end of npm run mutate: every mutant that no test notices must stand in equivalent.json with the reason why nobody
 * could notice it, and nothing may stand there that is noticed. A mutant without a test in reach counts as unnoticed;
 * one that runs until the time is up counts as noticed.
 */
const { readFileSync } = require('node:fs')
const { join } = require('node:path')

const root = join(__dirname, '../..')
const read = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'))

/** The text between two places of a source; lines and columns count from 1. */
function cut(source, { start, end }) {
  const lines = source.split('\n').slice(start.line - 1, end.line)
  lines[lines.length - 1] = lines.at(-1).slice(0, end.column - 1)
  return lines.join('\n').slice(start.column - 1)
}

const mutants = Object.entries(read('reports/mutate.json').files).flatMap(([file, { source, mutants }]) =>
  mutants.map(({ location, replacement, status }) => ({
    file,
    line: location.start.line,
    code: cut(source, location),
    replacement,
    status,
  })),
)
const unnoticed = mutants.filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
const listed = read('test/mutation/equivalent.json')

const same = (a) => (b) => a.file === b.file && a.code === b.code && a.replacement === b.replacement
const news = unnoticed.filter((mutant) => !listed.some(same(mutant)))
const noticed = listed.filter((entry) => !unnoticed.some(same(entry)))

for (const { file, line, code, replacement } of news)
  console.error(`No test notices: ${file}:${line}  ${code}  ->  ${replacement}`)
for (const { file, code, replacement } of noticed)
  console.error(`Listed as equivalent, but noticed or gone: ${file}  ${code}  ->  ${replacement}`)
console.log(
  `${mutants.length} mutants, ${mutants.length - unnoticed.length} noticed, ${unnoticed.length - news.length} equivalent by the list, ${news.length} unnoticed.`,
)
if (news.length + noticed.length > 0) process.exitCode = 1
