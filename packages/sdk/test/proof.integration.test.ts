import { expect, onTestFinished, test } from 'vitest'
// eslint-disable-next-line import-x/no-relative-packages -- the processes of all packages' tests are the repository's own
import { ServerProcess } from '../../../test/server-process.js'
import type { ChatStorage } from '../src/index.js'
import { eventually } from './eventually.js'
import { makeClient, startServer } from './stage.js'

test('a newcomer proves their work without a word to the app; who comes back need not', async () => {
  const server = await ServerProcess.start({ flags: ['--preset', 'strict'] })
  onTestFinished(() => server.dispose())
  const kept = new Map<string, string>()
  const storage: ChatStorage = {
    get: (key) => kept.get(key) ?? null,
    set: (key, value) => void kept.set(key, value),
    remove: (key) => void kept.delete(key),
  }
  const first = makeClient(server, { storage })
  const refusals: unknown[] = []
  first.on('status', ({ error }) => error && refusals.push(error.code))
  await first.join('garden')
  expect(refusals.splice(0)).toEqual(['challenge_required'])
  const id = first.user?.id
  await first.close()

  const second = makeClient(server, { storage })
  refusals.length = 0
  second.on('status', ({ error }) => error && refusals.push(error.code))
  await second.join('garden')
  expect(second.user?.id).toBe(id)
  expect(refusals).toEqual([])
})

test('a proof is shown once, at the next connection', async () => {
  const server = await startServer()
  const challenge = {
    algorithm: 'SHA-256',
    // Of "salt7".
    challenge: '2ab204d76cdcec4609d290441fed2eec4186d288ca47c40cc7dd661a0de1b0d0',
    maxNumber: 9,
    salt: 'salt',
    signature: 'signed',
  } as const
  server.refusal = { code: 'challenge_required', message: 'Work.', challenge }
  const client = makeClient(server)
  const joined = client.join('garden')
  await eventually(() => expect(server.handshakes).not.toEqual([]))
  server.refusal = undefined
  await joined
  expect(server.handshakes.at(-1)).toHaveProperty('proof')
  const { length } = server.handshakes
  server.cut()
  await eventually(() => expect(server.handshakes.length).toBeGreaterThan(length))
  expect(server.handshakes.at(-1)).not.toHaveProperty('proof')
})
