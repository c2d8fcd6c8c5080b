#!/usr/bin/env node
const { existsSync } = require('node:fs')
const { join } = require('node:path')

const main = join(__dirname, '../dist/main.js')
if (existsSync(main)) require(main)
else {
  console.error('This package was not built. In its repository, run: npm run pack')
  process.exitCode = 1
}
