import commonjs from '@rollup/plugin-commonjs'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import terser from '@rollup/plugin-terser'
import typescript from '@rollup/plugin-typescript'
import { elementManifest } from './build/element-manifest.js'
import { scriptFiles } from './build/script-files.js'
import { shortPrivateNames } from './build/short-private-names.js'
import { shortStyles } from './build/short-styles.js'

const compile = (options = {}) =>
  typescript({ tsconfig: 'tsconfig.build.json', noEmit: false, noEmitOnError: true, ...options })

const resolve = () => [nodeResolve({ browser: true }), commonjs()]

const minify = () => [
  terser({
    ecma: 2020,
    format: { comments: false },
    compress: { passes: 3, pure_getters: true, keep_fargs: false },
  }),
  shortPrivateNames(),
]

export default [
  // For pages: one file with everything in it but the languages, as a classic script and as a module.
  {
    input: 'src/define.ts',
    plugins: [scriptFiles(), resolve(), compile(), shortStyles(), minify()],
    output: [
      { file: 'dist/chat.js', format: 'iife', name: 'Chat' },
      { file: 'dist/chat.mjs', format: 'es' },
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
  // What a room loads when its visitor first uses the menu of a message, the list of members and the like.
  {
    input: 'src/tools/tools.ts',
    plugins: [resolve(), compile(), shortStyles(), minify()],
    output: { file: 'dist/chat-tools.mjs', format: 'es' },
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
    external: ['@chat/sdk'],
    plugins: [
      resolve(),
      compile({ declaration: true, declarationDir: 'dist' }),
      shortStyles(),
      elementManifest(),
    ],
    output: {
      dir: 'dist',
      format: 'es',
      chunkFileNames: ({ facadeModuleId }) =>
        /[/\\]locale[/\\]..\.ts$/.test(facadeModuleId ?? '') ? 'locale/[name].mjs' : '[name].js',
    },
  },
]
