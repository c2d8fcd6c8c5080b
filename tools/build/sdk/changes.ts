import { deferConstants } from './defer'

/** One change of the SDK's source in the bundle. */
export interface Change {
  package: string
  /** The only version that was looked at. */
  version: string
  file: string
  what: string
  /** The source after it. Raises an error when the source does not have the shape that was looked at. */
  change: (code: string) => string
}

const nodeSdk = { package: '@cloudbase/node-sdk', version: '3.17.2' }
const database = { package: '@cloudbase/database', version: '1.4.3' }
const signature = { package: '@cloudbase/signature-nodejs', version: '2.2.0' }
const wxServerSdk = { package: 'wx-server-sdk', version: '4.0.2' }

/** The constants that hold a module get it when they are first used. */
const deferred = (module: string, count = 1) => ({
  what: `${module} is loaded on first use`,
  change: (code: string) => deferConstants(code, ({ value }) => requires(value, module), count),
})

const requires = (value: string, module: string): boolean =>
  /(?:require|__webpack_require__)\((?:\/\*.*?\*\/ )?"([^"]+)"\)+$/.exec(value)?.[1] === module

/** A text that stands in a file once becomes another. */
const replaced = (what: string, ...texts: [from: string, to: string][]) => ({
  what,
  change: (code: string) =>
    texts.reduce((now, [from, to]) => {
      if (now.split(from).length !== 2) throw new Error(`it does not have exactly one "${from}"`)
      return now.replace(from, () => to)
    }, code),
})

/** A module that only deferred parts of a webpack bundle reach. */
const onlyDeferred = (module: string) =>
  replaced(`${module} is loaded with what needs it`, [
    `module.exports = require("${module}");`,
    `let module_kept; module.exports = module_kept ??= require("${module}");`,
  ])

/** What a database call does not need is loaded, or set up, on first use; nothing is left out. */
export const changes: Change[] = [
  { ...nodeSdk, file: 'dist/cloudbase.js', ...deferred('axios') },
  {
    ...nodeSdk,
    file: 'dist/cloudbase.js',
    ...replaced(
      'the client of the data models is made on first use',
      ['const httpClient = wx', 'const httpClient = () => wx'],
      [
        'this.models = httpClient;',
        `const keep = (value) => Object.defineProperty(this, 'models', { value, writable: true, configurable: true, enumerable: true });
            Object.defineProperty(this, 'models', { get: () => keep(httpClient()).models, set: keep, configurable: true, enumerable: true });`,
      ],
    ),
  },
  { ...nodeSdk, file: 'dist/cloudbase.js', ...deferred('@cloudbase/wx-cloud-client-sdk') },
  { ...nodeSdk, file: 'dist/cloudbase.js', ...deferred('./ai') },
  { ...nodeSdk, file: 'dist/auth/index.js', ...deferred('jsonwebtoken') },
  { ...nodeSdk, file: 'dist/storage/index.js', ...deferred('xml2js') },
  { ...nodeSdk, file: 'dist/utils/metadata.js', ...deferred('axios') },
  { ...nodeSdk, file: 'dist/utils/request-core.js', ...deferred('https') },
  { ...nodeSdk, file: 'dist/utils/request-core.js', ...deferred('agentkeepalive') },
  { ...nodeSdk, file: 'dist/utils/request-core.js', ...deferred('https-proxy-agent') },
  { ...nodeSdk, file: 'dist/utils/request-core.js', ...deferred('http-proxy-agent') },
  { ...nodeSdk, file: 'dist/utils/request-core.js', ...deferred('form-data') },
  {
    ...nodeSdk,
    file: 'dist/utils/version.js',
    ...replaced('its own version is looked up while the bundle is made', [
      `JSON.parse(fs.readFileSync(path.join(__dirname, '../../package.json')).toString())`,
      `require('../../package.json')`,
    ]),
  },
  {
    ...nodeSdk,
    file: 'dist/utils/tcbdbapirequester.js',
    // Nobody listens in the cloud. The local cloud does, to name the line of code that a violation comes from.
    ...replaced('what is asked of the database is published', [
      'async send(api, data, opts) {',
      `async send(api, data, opts) {
        const request = { data };
        require('diagnostics_channel').channel('wx-server-sdk:database').publish(request);
        data = request.data;`,
    ]),
  },
  {
    ...signature,
    file: 'lib/keyvalue.js',
    // The first localeCompare of a process takes 7 ms, and every request is signed. Of letters, digits, - and _, which all
    // keys are made of, only _ has another place in the alphabet than in ASCII: before -.
    ...replaced('keys are sorted without the rules of languages', [
      '.sort((l, r) => l.toString().localeCompare(r))',
      `.sort((l, r) => {
            if (!/^[a-z\\d_-]*$/.test(l + r)) return l.toString().localeCompare(r);
            const [a, b] = [l.replaceAll('_', ' '), r.replaceAll('_', ' ')];
            return a < b ? -1 : +(a > b);
        })`,
    ]),
  },
  { ...database, file: 'dist/commonjs/document.js', ...deferred('./realtime/websocket-client') },
  { ...database, file: 'dist/commonjs/query.js', ...deferred('./realtime/websocket-client') },
  {
    ...wxServerSdk,
    file: 'index.js',
    what: 'the JSON of large numbers is set up on first use',
    change: (code) => deferConstants(code, ({ name }) => name === 'JSONBigInt'),
  },
  { ...wxServerSdk, file: 'index.js', ...deferred('json-bigint') },
  { ...wxServerSdk, file: 'index.js', ...deferred('mime-db') },
  { ...wxServerSdk, file: 'index.js', ...deferred('./src/protobuf/openapi.js', 7) },
  { ...wxServerSdk, file: 'index.js', ...onlyDeferred('json-bigint') },
  { ...wxServerSdk, file: 'index.js', ...onlyDeferred('mime-db') },
  { ...wxServerSdk, file: 'index.js', ...onlyDeferred('protobufjs/minimal') },
]
