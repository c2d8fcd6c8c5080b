/*
 * Compiles a project with WeChat's packer, offline, and prints what it says as one line of JSON:
 *
 *   node compile.cjs PROJECT
 *
 * A process of its own, in a folder of its own: the packer leaves processes running and files in the working folder.
 */
const { generateKeyPairSync } = require('node:crypto')
const { Buffer } = require('node:buffer')
const { writeFileSync, writeSync } = require('node:fs')
const path = require('node:path')
const ci = require('miniprogram-ci')

/** Only uploads are signed, and nothing is uploaded: any key and any AppID will do. */
function anyKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const file = path.resolve('key')
  writeFileSync(file, privateKey.export({ type: 'pkcs1', format: 'pem' }))
  return file
}

// Offline on every machine: what it would ask WeChat is refused at once, and it goes on with what it has built in.
ci.proxy('http://127.0.0.1:9')

async function compile(projectPath) {
  const problems = []
  const project = new ci.Project({
    appid: 'wx0000000000000000',
    type: 'miniProgram',
    projectPath,
    privateKeyPath: anyKey(),
    // In place of asking WeChat for the limits of this AppID.
    attr: () => Promise.resolve(ci.DefaultProjectAttr),
  })
  const options = {
    project,
    setting: { useProjectConfig: true },
    onProgressUpdate({ status, message }) {
      if (status === 'fail' || status === 'warn') problems.push(message)
    },
  }
  try {
    const files = await ci.getCompiledResult(options, path.resolve('compiled.zip'))
    const sizes = Object.entries(files).map(([name, content]) => [name, Buffer.byteLength(content)])
    return { problems, sizes: Object.fromEntries(sizes) }
  } catch (error) {
    return {
      problems: [`${error.path ?? ''} ${error.message} (${error.code ?? 'no code'})`.trim()],
      sizes: {},
    }
  }
}

void compile(process.argv[2]).then((result) => {
  writeSync(1, `\n${JSON.stringify(result)}\n`)
  process.exit()
})
