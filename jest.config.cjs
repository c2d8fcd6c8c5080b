/** @type {import('jest').Config} */
const common = {
  rootDir: __dirname,
  transform: {
    '^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/test/tsconfig.json', diagnostics: false }],
  },
  // Packages of this repository run from their sources.
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  moduleFileExtensions: ['ts', 'js', 'cjs', 'mjs', 'json'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.local/', '<rootDir>/tools/packer-check/'],
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
  // Most tests wait for the processes and browsers they start: a worker for each processor is not one too many.
  maxWorkers: '100%',
  // None measures time; one that hangs ends.
  testTimeout: 60_000,
  projects: [
    project('functions', 'node'),
    project('tools', 'node'),
    project('deploy', 'node'),
    project('packages', 'node', {
      testMatch: ['<rootDir>/packages/*/test/**/*.test.ts'],
      testPathIgnorePatterns: ['/test/browser/'],
    }),
    project('pages', 'jsdom', {
      testMatch: ['<rootDir>/test/{pages,components}/**/*.test.ts'],
      setupFiles: ['<rootDir>/test/support/wx.ts'],
      testEnvironmentOptions: {},
    }),
    // What takes long: .ci/run runs it.
    project('packed', 'node'),
    // All that opens a browser.
    project('e2e', 'node', {
      testMatch: ['<rootDir>/test/e2e/**/*.test.ts', '<rootDir>/packages/*/test/browser/**/*.test.ts'],
    }),
  ],
}
