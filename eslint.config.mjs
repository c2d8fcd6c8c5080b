import js from '@eslint/js'
import tseslint from 'typescript-eslint'

/** The files of shared/ that are not about any one collection. */
const general = ['answer', 'contract', 'fields', 'identity', 'pages']

const ofShared = only(['zod/mini'], 'shared/ knows zod and nothing else')
const ofFunctions = {
  regex: '(miniprogram|packages|tools|test)/',
  message: 'A cloud function knows shared/ and common/ only.',
}

/** Patterns for all code on the phone. `free` is a regular expression for files of shared/ without a limit to types. */
const onPhone = (free) => [
  { regex: '^(node:|zod|wx-server-sdk)', message: 'The phone has no such module.' },
  {
    regex: '(cloudfunctions|packages|tools|test)/',
    message: 'A page reaches the cloud through services/ only.',
  },
  {
    regex: `shared/(?!(${free})$)`,
    allowTypeImports: true,
    message: 'Import types only: the schemas and zod stay on the server.',
  },
  { regex: '(^|/)pages/', message: 'What is in the folder of a page is imported by that page only.' },
]
const phone = onPhone('([a-z]+-)?limits|tags|search|excerpt|checklist')
/** The files of shared/ about notes, as a regular expression. */
const aboutNotes = '(?:notes?|tags)[\\w-]*'

/**
 * The imports that each folder must not have, with the reason. If two entries fit a file, only the last one applies.
 */
const rooms = {
  'shared/**': [ofShared],
  [`shared/{${general.join(',')}}.ts`]: [
    ofShared,
    { regex: `^\\./(?!(${general.join('|')})$)`, message: 'A general file of shared/ knows no collection.' },
  ],
  'miniprogram/**': phone,
  'miniprogram/i18n/**': [...phone, importsFrom('services|stores|components', 'i18n/ knows texts only.')],
  'miniprogram/common/**': [
    // In ESLint a pattern that allows types wins over one that allows nothing, so files about notes match only the
    // second.
    ...onPhone(aboutNotes),
    importsFrom(`services|stores|components|shared/${aboutNotes}`, 'common/ is what does not know notes.'),
  ],
  'miniprogram/services/**': [...phone, importsFrom('stores|components', 'services/ knows common/ only.')],
  'miniprogram/stores/**': [...phone, importsFrom('components', 'stores/ does not know who shows it.')],
  'miniprogram/pages/**': [
    ...phone,
    {
      regex: '^\\.\\./(?!\\.\\./)',
      message: 'A page is a folder of its own: what two pages need stands beside pages/.',
    },
  ],
  'cloudfunctions/**': [ofFunctions],
  'cloudfunctions/common/**': [
    ofFunctions,
    {
      regex: `^\\.\\./(?!\\.\\./)|shared/(?!(${general.join('|')})$)`,
      message: 'common/ is general: it knows no function, and of shared/ only what knows no collection.',
    },
  ],
}

/** A pattern for every import that is neither relative nor in `modules`. */
function only(modules, message) {
  return { regex: `^(?!\\.\\.?/|(?:${modules.join('|')})$)`, message }
}

/** A pattern for imports from `others`: folders or files, as part of a regular expression. */
function importsFrom(others, message) {
  return { regex: `/(${others})(/|$)`, message }
}

const identity = {
  selector: "CallExpression[callee.property.name='getWXContext'], ImportSpecifier[imported.name='wxContext']",
  message: 'Identity is read in common/caller.ts only.',
}
const database = [
  {
    selector: 'CallExpression[callee.property.name=/^(database|collection|where)$/]',
    message: 'The database is reached through the owned collection only: each query must carry its owner.',
  },
  {
    selector:
      "CallExpression[callee.property.name='where'] > MemberExpression > CallExpression[callee.property.name='where']",
    message: '.where(a).where(b) sends b alone: build one condition.',
  },
  {
    selector: "ExpressionStatement > CallExpression[callee.property.name='where']",
    message: 'where() returns the query; its result must be used.',
  },
]
const wxCloud = {
  selector: "MemberExpression[object.name='wx'][property.name='cloud']",
  message: 'wx.cloud is touched in common/cloud.ts only.',
}
const restrict = (...selectors) => ({ 'no-restricted-syntax': ['error', ...selectors] })

export default tseslint.config(
  {
    ignores: [
      'dist/',
      '.local/',
      'reports/',
      'node_modules/',
      'packages/*/dist/',
      'packages/*/test/{app,parts-app}/',
      'packages/*/test/functions/',
      'test/packed/stranger/',
      'test/functions/fixtures/',
      'test/recipe/ledger/',
      'workshop/work/',
      'test/long/services/source/',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/consistent-type-assertions': 'error',
      // `{ secret, ...others }` is the usual way to copy an object without a field.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      'no-restricted-syntax': 'off',
    },
  },
  {
    // These rules need type information: they find promises that nobody waits for, and missing cases in a switch.
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
    },
  },
  {
    files: ['**/*.cjs', '**/*.mjs'],
    languageOptions: {
      globals: {
        module: 'writable',
        require: 'readonly',
        process: 'readonly',
        __dirname: 'readonly',
        console: 'readonly',
      },
    },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  ...Object.entries(rooms).map(([files, patterns]) => ({
    files: [files],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] },
  })),
  { files: ['miniprogram/**'], rules: restrict(wxCloud), languageOptions: { globals: {} } },
  { files: ['miniprogram/common/cloud.ts'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['cloudfunctions/**'], rules: restrict(identity, ...database) },
  { files: ['cloudfunctions/common/**'], rules: restrict(identity, ...database.slice(1)) },
  {
    files: ['cloudfunctions/common/caller.ts', 'cloudfunctions/common/cloud.ts'],
    rules: restrict(...database.slice(1)),
  },
)
