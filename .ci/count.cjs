// Adds up the runners' reports. A suite that could not even start, a missing report, and a run without tests are failures.
const { readFileSync } = require('node:fs')

let passed = 0
let failed = 0
for (const file of process.argv.slice(2)) {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'))
    passed += report.numPassedTests
    failed += report.numFailedTests + report.numRuntimeErrorTestSuites
    if (report.numTotalTests === 0) failed += 1
  } catch (error) {
    console.error(`${file}: ${error.message}`)
    failed += 1
  }
}
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
