/*
 * npm run mutate: changes one thing at a time in the code that isolation rests on, and sees whether a test fails.
 * The tests of test/functions/unit run that code in their own process, so a change reaches them without a build.
 */

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  mutate: [
    'cloudfunctions/common/**/*.ts',
    'cloudfunctions/account/export-cursor.ts',
    'cloudfunctions/notes/stored.ts',
    'shared/**/*.ts',
  ],
  plugins: ['@stryker-mutator/jest-runner'],
  testRunner: 'jest',
  jest: { configFile: 'test/mutation/jest.config.cjs' },
  coverageAnalysis: 'perTest',
  concurrency: 2,
  timeoutMS: 60_000,
  // What the tests load stays in a runner's memory; an old one spends its time looking for room.
  maxTestRunnerReuse: 12,
  tempDirName: '.local/mutate',
  ignorePatterns: ['dist', '.local', 'reports', 'docs', 'miniprogram'],
  allowEmpty: false,
  reporters: ['json', 'progress-append-only'],
  jsonReporter: { fileName: 'reports/mutate.json' },
}
