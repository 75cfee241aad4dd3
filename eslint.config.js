import js from '@eslint/js'
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript'
import { importX } from 'eslint-plugin-import-x'
import unicorn from 'eslint-plugin-unicorn'
import globals from 'globals'
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'
import { boundaries } from './eslint.boundaries.js'

const tests = ['**/*.test.{ts,tsx}', '**/*.test-d.ts', '**/test/**']

export default defineConfig(
  globalIgnores([
    '**/dist',
    '**/.next',
    '**/next-env.d.ts',
    '**/coverage',
    'chat-data',
    'docs/api',
    // Compiled against what is published, by a test.
    'test/gates/consumer/frameworks',
  ]),
  {
    extends: [js.configs.recommended, importX.flatConfigs.typescript],
    plugins: { 'import-x': importX, unicorn },
    settings: {
      'import-x/resolver-next': [
        createTypeScriptImportResolver({
          project: ['packages/*/tsconfig.json', 'examples/*/tsconfig.json', 'tsconfig.json'],
          noWarnOnMultipleProjects: true,
        }),
      ],
    },
    rules: {
      // Emoji are built of code points that only make sense together.
      'no-misleading-character-class': ['error', { allowEscape: true }],
      'max-lines': ['error', { max: 300 }],
      'unicorn/filename-case': ['error', { case: 'kebabCase' }],
      // Into packages it need not look: none leads back, and to read them all takes a third of the time of all rules.
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/no-relative-packages': 'error',
      'import-x/no-default-export': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportAllDeclaration', message: 'Name each export.' },
        {
          selector: 'TSEnumDeclaration',
          message: 'Use an `as const` object and a type of its name.',
        },
      ],
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // An async method may have nothing to wait for yet keep its interface's promise.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { ignoreRestSiblings: true, varsIgnorePattern: '^_$' },
      ],
    },
  },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: { globals: globals.node },
  },
  {
    files: ['packages/server/src/http/{lobby,admin}/**', 'examples/**', 'gallery/page/**'],
    languageOptions: { globals: globals.browser },
  },
  {
    files: ['packages/*/src/index.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'Program > :not(ExportNamedDeclaration[source]), Program > ExportAllDeclaration',
          message: 'An index is a list of named exports and nothing else.',
        },
      ],
    },
  },
  {
    files: [
      '**/*.config.{js,ts}',
      'test/{find,start}-*.mjs',
      'examples/next/app/**/{layout,page}.tsx',
    ],
    rules: { 'import-x/no-default-export': 'off' },
  },
  {
    // What comes out of JSON and from the far end of a socket is looked at here, not trusted.
    files: tests,
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    // Their components are typed for vue-tsc, which builds the example, and not for TypeScript alone.
    files: ['examples/vue/**'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },
  ...boundaries({ ignores: tests }),
)
