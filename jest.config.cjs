/** @type {import('jest').Config} */
const common = {
  rootDir: __dirname,
  transform: {
    '^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/test/tsconfig.json', diagnostics: false }],
  },
  moduleFileExtensions: ['ts', 'js', 'cjs', 'mjs', 'json'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.local/'],
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
    project('local', 'node'),
    project('pages', 'jsdom', {
      testMatch: ['<rootDir>/test/{pages,components}/**/*.test.ts'],
      setupFiles: ['<rootDir>/test/support/wx.ts'],
    }),
    project('e2e', 'node'),
    // Builds and tests a copy of the project: `npm run recipe`.
    project('recipe', 'node', { testMatch: ['<rootDir>/test/recipe/*.test.ts'] }),
  ],
}
