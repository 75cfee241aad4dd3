import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { loadSigningSecret } from './signing-secret.js'

async function makeDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'chat-test-'))
  onTestFinished(() => rm(directory, { recursive: true, force: true }))
  return directory
}

test('a secret that is given is used, and written nowhere', async () => {
  const directory = await makeDirectory()
  const secret = await loadSigningSecret({ secret: 'sixteen letters.', directory })
  expect(new TextDecoder().decode(secret)).toBe('sixteen letters.')
  expect(await readdir(directory)).toEqual([])
})

test('a secret that is easily guessed is refused, and not repeated', async () => {
  const refusal = await loadSigningSecret({ secret: 'fifteen letters' }).catch(String)
  expect(refusal).toContain('at least 16 characters')
  expect(refusal).not.toContain('fifteen')
})

test('the first start makes a secret that its owner alone may read', async () => {
  const directory = join(await makeDirectory(), 'not', 'there', 'yet')
  const secret = await loadSigningSecret({ directory })
  expect(secret.length).toBeGreaterThanOrEqual(32)
  expect((await stat(join(directory, 'secret'))).mode & 0o777).toBe(0o600)
  expect(await readdir(directory)).toEqual(['secret'])
})

test('every further start has the same secret', async () => {
  const directory = await makeDirectory()
  const first = await loadSigningSecret({ directory })
  expect(await loadSigningSecret({ directory })).toEqual(first)
})

test('processes that start at once share one secret, and leave no draft behind', async () => {
  const directory = await makeDirectory()
  const [first, ...others] = await Promise.all(
    Array.from({ length: 20 }, () => loadSigningSecret({ directory })),
  )
  for (const other of others) expect(other).toEqual(first)
  expect(await readdir(directory)).toEqual(['secret'])
})

test('processes that share a storage share the secret that it keeps, and write none beside it', async () => {
  const directory = await makeDirectory()
  let kept: string | undefined
  const keep = async (made: string) => (kept ??= made)
  const first = await loadSigningSecret({ keep, directory })
  expect(await loadSigningSecret({ keep })).toEqual(first)
  expect(first.length).toBeGreaterThanOrEqual(32)
  expect(await readdir(directory)).toEqual([])
})

test('two servers do not share a secret', async () => {
  const secrets = await Promise.all([
    loadSigningSecret({ directory: await makeDirectory() }),
    loadSigningSecret({ directory: await makeDirectory() }),
    loadSigningSecret({}),
    loadSigningSecret({}),
  ])
  expect(new Set(secrets.map((secret) => Buffer.from(secret).toString('hex'))).size).toBe(4)
})

test('a file that holds no usable secret stops the start, and stays as it is', async () => {
  const directory = await makeDirectory()
  const path = join(directory, 'secret')
  await writeFile(path, 'short\n')
  await expect(loadSigningSecret({ directory })).rejects.toThrow(`${path} holds no usable secret`)
  expect(await readFile(path, 'utf8')).toBe('short\n')
})
