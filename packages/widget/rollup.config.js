import commonjs from '@rollup/plugin-commonjs'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import terser from '@rollup/plugin-terser'
import typescript from '@rollup/plugin-typescript'
import { elementManifest } from './build/element-manifest.js'
import { scriptFiles, SDK_PROOF } from './build/script-files.js'
import { shortPrivateNames } from './build/short-private-names.js'
import { shortStyles } from './build/short-styles.js'

/** The sources are the same for all: their types are checked once, by what makes the declarations. */
const compile = (options = { noCheck: true }) =>
  typescript({ tsconfig: 'tsconfig.build.json', noEmit: false, noEmitOnError: true, ...options })

const resolve = () => [nodeResolve({ browser: true }), commonjs()]

const minify = (format = {}) => [
  terser({
    ecma: 2020,
    format: { comments: false, ...format },
    compress: { passes: 3, pure_getters: true, keep_fargs: false },
  }),
  shortPrivateNames(),
]

/** Pieces of more than one build: the words of the room and of the desk, in each language. */
const nameChunk = ({ facadeModuleId }) =>
  /[/\\]locale[/\\]..\.ts$/.test(facadeModuleId ?? '')
    ? 'locale/[name].mjs'
    : /[/\\]desk[/\\]words[/\\]/.test(facadeModuleId ?? '')
      ? 'locale/[name]-desk.mjs'
      : undefined

/**
 * Most of it runs at once: Chromium is to compile all of it as it comes in, on another thread, rather than when it runs.
 * See https://v8.dev/blog/explicit-compile-hints.
 */
const COMPILE_EARLY = { preamble: '//# allFunctionsCalledOnLoad' }

export default [
  // For pages: one file with everything in it but the languages, as a classic script and as a module.
  {
    input: 'src/define.ts',
    plugins: [scriptFiles(), resolve(), compile(), shortStyles(), minify(COMPILE_EARLY)],
    output: [
      { file: 'dist/chat.js', format: 'iife', name: 'Chat', inlineDynamicImports: true },
      { file: 'dist/chat.mjs', format: 'es', inlineDynamicImports: true },
    ],
  },
  // What runs before a launcher is first opened.
  {
    input: 'src/launcher/define.ts',
    plugins: [scriptFiles(), resolve(), compile(), shortStyles(), minify()],
    output: { file: 'dist/launcher.js', format: 'iife', name: 'ChatLauncher' },
  },
  // What a launcher loads for visitors who want to be told of messages.
  {
    input: 'src/alerts/alerts.ts',
    plugins: [resolve(), compile(), shortStyles(), minify()],
    output: { file: 'dist/chat-alerts.mjs', format: 'es' },
  },
  // What a room loads when its visitor first uses the menu of a message, the list of members and the like; and, for
  // moderators, what these alone use, with its words.
  {
    input: { 'chat-tools': 'src/tools/tools.ts' },
    preserveEntrySignatures: 'allow-extension',
    plugins: [resolve(), compile(), shortStyles(), minify()],
    output: {
      dir: 'dist',
      format: 'es',
      entryFileNames: '[name].mjs',
      chunkFileNames: (chunk) => nameChunk(chunk) ?? 'chat-desk.mjs',
    },
  },
  // What the SDK loads where a server asks for a proof of work.
  {
    input: SDK_PROOF,
    output: { file: 'dist/chat-proof.mjs', format: 'es' },
  },
  // For bundlers: the classes, and the entry that registers them. The SDK stays a dependency.
  {
    input: {
      index: 'src/index.ts',
      define: 'src/define.ts',
      'define-launcher': 'src/launcher/define.ts',
      // Types alone: each an empty module, for who imports it as if it were something.
      ...Object.fromEntries(
        ['react', 'solid', 'svelte', 'vue'].map((name) => [
          `frameworks/${name}`,
          `src/frameworks/${name}.ts`,
        ]),
      ),
    },
    external: ['@chat/sdk', '@chat/sdk/moderation'],
    plugins: [
      resolve(),
      compile({ declaration: true, declarationDir: 'dist' }),
      shortStyles(),
      elementManifest(),
    ],
    output: {
      dir: 'dist',
      format: 'es',
      chunkFileNames: (chunk) => nameChunk(chunk) ?? '[name].js',
    },
  },
]
