/** @type {import('jest').Config} */
const common = {
  rootDir: __dirname,
  transform: {
    '^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/test/tsconfig.json', diagnostics: false }],
  },
  // Import the packages of this repository from their sources, so that tests need no build of them.
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  moduleFileExtensions: ['ts', 'js', 'cjs', 'mjs', 'json'],
  modulePathIgnorePatterns: [
    '<rootDir>/dist/',
    '<rootDir>/.local/',
    '<rootDir>/tools/packer-check/',
    // Functions of lessons have the names of the app's.
    '<rootDir>/workshop/(work|chapters/[^/]+/(start|solution|wrong))/',
  ],
  clearMocks: true,
}
const project = (name, environment, extra = {}) => ({
  ...common,
  displayName: name,
  testEnvironment: environment,
  testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
  ...extra,
})
module.exports = {
  // Most tests wait for processes or browsers, so Jest can use every processor instead of leaving one free.
  maxWorkers: '100%',
  // No test measures time. This limit only ends a test that hangs.
  testTimeout: 60_000,
  projects: [
    project('functions', 'node'),
    project('tools', 'node'),
    project('deploy', 'node'),
    project('packages', 'node', {
      testMatch: ['<rootDir>/packages/*/test/**/*.test.ts'],
      testPathIgnorePatterns: ['/test/browser/', '/test/long/'],
    }),
    project('pages', 'jsdom', {
      testMatch: ['<rootDir>/test/{pages,components}/**/*.test.ts'],
      setupFiles: ['<rootDir>/test/support/wx.ts'],
      testEnvironmentOptions: {},
    }),
    // Too slow for `npm test`: only .ci/run and `npm run test:long` run them.
    project('long', 'node', {
      testMatch: [
        '<rootDir>/packages/*/test/long/**/*.test.ts',
        '<rootDir>/test/{long,packed,recipe}/*.test.ts',
      ],
    }),
    // All tests that open a browser, since `npm test` must work without one.
    project('e2e', 'node', {
      testMatch: ['<rootDir>/test/e2e/**/*.test.ts', '<rootDir>/packages/*/test/browser/**/*.test.ts'],
    }),
  ],
}
