// The tests that a mutation run repeats: those that run the code of the functions in their own process.
const { projects } = require('../../jest.config.cjs')

const functions = projects.find(({ displayName }) => displayName === 'functions')
module.exports = { ...functions, testMatch: ['<rootDir>/test/functions/unit/**/*.test.ts'] }
