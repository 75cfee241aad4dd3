import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createConsumerProject, runTool, type ConsumerProject } from './consumer-project.js'
import { published, root } from './packages.js'

let project: ConsumerProject

beforeAll(async () => {
  project = await createConsumerProject()
}, 180_000)

afterAll(() => project.remove())

const runNode = (...args: string[]) => runTool(process.execPath, args, project.folder)

describe.each(published)('@chat/%s as published', (name) => {
  test('publint finds nothing to say', async () => {
    const said = await runNode(
      `${root}node_modules/publint/src/cli.js`,
      project.archiveOf(name),
      '--strict',
    )
    expect(said).toContain('All good!')
  })

  test('its types are right for every way of importing it', async () => {
    const options =
      name === 'widget'
        ? ['--profile', 'esm-only', '--exclude-entrypoints', 'chat.js', 'chat.mjs', 'launcher.js']
        : []
    await runNode(
      `${root}node_modules/@arethetypeswrong/cli/dist/index.js`,
      project.archiveOf(name),
      ...options,
    )
  })
})

describe('installed outside the workspace', () => {
  test.each(['nodenext', 'bundler'])(
    'a program compiles under %s, its libraries checked as well',
    async (how) => {
      await runNode(`${root}node_modules/typescript/bin/tsc`, '-p', `tsconfig.${how}.json`)
    },
    120_000,
  )

  // By TypeScript 7 where it can be; those for Vue and Svelte stand on 6.
  test.each([
    ['a page without a framework', 'none', `${root}node_modules/typescript-7/bin/tsc`],
    ['React', 'react', `${root}node_modules/typescript-7/bin/tsc`],
    ['Solid', 'solid', `${root}node_modules/typescript-7/bin/tsc`],
    ['Vue', 'vue', `${root}examples/vue/node_modules/vue-tsc/bin/vue-tsc.js`],
  ])(
    'in %s the elements are known, their attributes and events',
    async (_, name, checker) => {
      await runNode(checker, '-p', `frameworks/tsconfig.${name}.json`)
    },
    120_000,
  )

  // Its templates have no comment that expects an error.
  test('in Svelte the elements are known, their attributes and events', async () => {
    const checker = `${root}examples/svelte/node_modules/svelte-check/bin/svelte-check`
    const checked = runNode(
      checker,
      ...['--workspace', 'frameworks', '--tsconfig', 'tsconfig.svelte.json'],
      ...['--output', 'machine'],
    )
    const said = await checked.then(
      () => '',
      (error: Error) => error.message,
    )
    const errors = [...said.matchAll(/ERROR "([^"]+)" (\d+):/g)].map(([, file, line]) => [
      file,
      Number(line),
    ])
    const page = readFileSync(`${project.folder}/frameworks/svelte.svelte`, 'utf8').split('\n')
    const wrong = page.findIndex((line) => line.includes('must not pass')) + 2
    expect(errors).toEqual([wrong, wrong + 1, wrong + 2].map((line) => ['svelte.svelte', line]))
  }, 120_000)

  test('the SDK loads as an ES module and as CommonJS', async () => {
    const print = 'console.log(typeof ChatClient)'
    const module = `import { ChatClient } from '@chat/sdk'; ${print}`
    const script = `const { ChatClient } = require('@chat/sdk'); ${print}`
    expect(await runNode('--input-type=module', '--eval', module)).toBe('function\n')
    expect(await runNode('--input-type=commonjs', '--eval', script)).toBe('function\n')
  })

  test('the widget bundles for a page', async () => {
    const code = await bundle("import '@chat/widget/define'")
    expect(code).toContain('chat-room')
    expect(code).toContain('customElements')
  })

  test('the classes alone define no element', async () => {
    const code = await bundle("export { ChatRoomElement } from '@chat/widget'")
    expect(code).toContain('ChatRoomElement')
    expect(code).not.toContain('customElements.define')
  })

  test('the chat-server command starts, answers, and stops when told', async () => {
    const server = spawn(
      `${project.folder}/node_modules/.bin/chat-server`,
      ['--port', '0', '--data', 'data'],
      {
        cwd: project.folder,
        env: { ...process.env, PATH: `${dirname(process.execPath)}:${process.env['PATH']}` },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    )
    const exited = new Promise<number | null>((resolve) => server.once('exit', resolve))
    try {
      const port = await printedPort(server.stdout, server.stderr)
      const answer = await fetch(`http://127.0.0.1:${port}/health`)
      expect(answer.status).toBe(200)
      server.kill('SIGTERM')
      expect(await exited).toBe(0)
    } finally {
      server.kill('SIGKILL')
    }
  })
})

async function bundle(contents: string): Promise<string> {
  const { outputFiles, warnings } = await build({
    stdin: { contents, resolveDir: project.folder },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    logLevel: 'silent',
  })
  expect(warnings).toEqual([])
  return outputFiles[0]?.text ?? ''
}

/** The port in the first address that the server prints. */
function printedPort(...streams: NodeJS.ReadableStream[]): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = ''
    let open = streams.length
    for (const stream of streams) {
      stream.on('data', (chunk: Buffer) => {
        printed += chunk.toString()
        const port = /http:\/\/[^\s/]+:(\d+)/.exec(printed)?.[1]
        if (port) resolve(port)
      })
      stream.on('end', () => {
        if (--open === 0) reject(new Error(`The server stopped before it was ready:\n${printed}`))
      })
    }
  })
}
