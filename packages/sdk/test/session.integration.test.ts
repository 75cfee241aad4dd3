import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { ChatStorage, User } from '../src/index.js'
import { eventually } from './eventually.js'
import { makeClient, startServer } from './stage.js'

function makeStorage() {
  const map = new Map<string, string>()
  const storage: ChatStorage = {
    get: (key) => map.get(key) ?? null,
    set: (key, value) => void map.set(key, value),
    remove: (key) => void map.delete(key),
  }
  const token = () => (JSON.parse([...map.values()][0] ?? '{}') as { token?: string }).token
  return { map, storage, token }
}

describe('a visitor who comes back', () => {
  test('presents the token that was stored, and is the same user', async () => {
    const server = await startServer()
    const { storage, token } = makeStorage()
    const first = makeClient(server, { storage })
    await first.join('support')
    await first.close()
    const presented = token()
    const second = makeClient(server, { storage })
    await second.join('support')
    expect(presented).toMatch(/^token /)
    expect(server.handshakes[1]).toEqual({ protocol: 1, token: presented })
    expect(second.user).toEqual(first.user)
    expect(second.user?.id).toBeDefined()
  })

  test('without a storage is another user, but the same one after every reconnect', async () => {
    const server = await startServer()
    const first = makeClient(server)
    await first.join('support')
    const { user } = first
    const users: User[] = []
    first.on('user', (next) => users.push(next))
    server.cut()
    await eventually(() => expect(server.handshakes).toHaveLength(2))
    await eventually(() => expect(first.status).toBe('connected'))
    expect(first.user).toEqual(user)
    expect(users).toEqual([])
    const second = makeClient(server)
    await second.join('support')
    expect(second.user?.id).not.toBe(user?.id)
  })

  test.each([
    [
      'throws',
      () => {
        throw new Error('blocked')
      },
    ],
    [
      'rejects',
      async () => {
        throw new Error('blocked')
      },
    ],
  ])('whose storage %s can chat, and is the same one after a reconnect', async (_, fail) => {
    const server = await startServer()
    const client = makeClient(server, { storage: { get: fail, set: fail, remove: fail } })
    const room = await client.join('support')
    await room.send('Hello')
    const { user } = client
    server.cut()
    await room.send('again')
    expect(client.user).toEqual(user)
  })

  test('with a token that the server does not know any more is a fresh user, and the app is told', async () => {
    const server = await startServer()
    const { storage, map } = makeStorage()
    const client = makeClient(server, { storage, storageKey: 'session' })
    map.set('session', JSON.stringify({ token: 'expired', userId: 'before' }))
    const told = new Promise((resolve) => client.once('user', resolve))
    await client.join('support')
    expect(server.handshakes[0]).toMatchObject({ token: 'expired' })
    expect(await told).toEqual(client.user)
    expect(map.get('session')).toContain(client.user?.id)
  })

  test('takes no token of another user that another tab has stored meanwhile', async () => {
    const server = await startServer()
    const { storage, map } = makeStorage()
    const client = makeClient(server, { storage, storageKey: 'session' })
    await client.join('support')
    const { user } = client
    map.set('session', JSON.stringify({ token: 'of another', userId: 'another' }))
    server.cut()
    await eventually(() => expect(server.handshakes).toHaveLength(2))
    await eventually(() => expect(client.status).toBe('connected'))
    expect(client.user).toEqual(user)
    expect(server.handshakes[1]?.token).not.toBe('of another')
  })

  test('takes the newer token of the same user that another tab has stored', async () => {
    const server = await startServer()
    const { storage } = makeStorage()
    const [one, two] = [makeClient(server, { storage }), makeClient(server, { storage })]
    await one.join('support')
    await two.join('support')
    expect(two.user).toEqual(one.user)
    await two.setName('Renamed')
    server.cut()
    await eventually(() => expect(one.user?.name).toBe('Renamed'))
  })
})

test('sessions of two servers are kept apart', async () => {
  const { storage, map } = makeStorage()
  for (const server of [await startServer(), await startServer()]) {
    await makeClient(server, { storage }).join('support')
  }
  expect(map.size).toBe(2)
})

describe('a name', () => {
  test('of the options is presented', async () => {
    const server = await startServer()
    const client = makeClient(server, { name: ' Ann  B ' })
    await client.join('support')
    expect(server.handshakes).toEqual([{ protocol: 1, name: 'Ann B' }])
    expect(client.user?.name).toBe('Ann B')
  })

  test('can be changed: the app is told, and the token with the new name is the one to keep', async () => {
    const server = await startServer()
    const { storage, token } = makeStorage()
    const client = makeClient(server, { storage })
    const names: string[] = []
    client.on('user', ({ name }) => names.push(name))
    await client.join('support')
    const before = token()
    expect(await client.setName('  Ann ')).toMatchObject({ name: 'Ann' })
    expect(client.user?.name).toBe('Ann')
    expect(names).toEqual(['Quiet Otter', 'Ann'])
    await eventually(() => expect(token()).not.toBe(before))
    server.cut()
    await eventually(() => expect(server.handshakes).toHaveLength(2))
    await eventually(() => expect(client.status).toBe('connected'))
    expect(client.user?.name).toBe('Ann')
  })

  test('changed while the connection is lost is asked for again', async () => {
    const server = await startServer()
    const client = makeClient(server)
    server.override('name', (_, nth) => (nth === 0 ? 'silence' : undefined))
    const named = client.setName('Ann')
    await eventually(() => expect(server.asked('name')).toHaveLength(1))
    server.cut()
    expect((await named).name).toBe('Ann')
  })

  test('that is none is refused at once, one that the server refuses rejects', async () => {
    const server = await startServer()
    const client = makeClient(server)
    await expect(client.setName(' ')).rejects.toMatchObject({ code: 'invalid_payload' })
    await expect(client.setName('x'.repeat(33))).rejects.toMatchObject({ code: 'too_long' })
    expect(server.handshakes).toEqual([])
    const error = { code: 'rate_limited', message: 'Slowly.', retryAfter: 500 }
    server.override('name', () => ({ ok: false, error }))
    await expect(client.setName('Ann')).rejects.toMatchObject(error)
  })
})

describe('an identity of the host site', () => {
  test('is asked for before every attempt', async () => {
    const server = await startServer()
    let count = 0
    const client = makeClient(server, { identity: async () => `jwt ${(count += 1)}` })
    await client.join('support')
    server.cut()
    await eventually(() => expect(server.handshakes).toHaveLength(2))
    expect(server.handshakes.map(({ identity }) => identity)).toEqual(['jwt 1', 'jwt 2'])
  })

  test('that cannot be had now is asked for again', async () => {
    const server = await startServer()
    const identity = vi.fn(async () => 'jwt').mockRejectedValueOnce(new Error('offline'))
    const client = makeClient(server, { identity })
    const errors: unknown[] = []
    client.on('status', ({ error }) => error && errors.push(error.message))
    await client.join('support')
    expect(errors).toEqual(['offline'])
    expect(server.handshakes).toMatchObject([{ identity: 'jwt' }])
  })
})

test('limits are the defaults first, and then those of the server', async () => {
  const server = await startServer({ limits: { textLength: 5 } })
  const client = makeClient(server)
  expect(client.limits.textLength).toBe(4_000)
  await client.join('support')
  expect(client.limits.textLength).toBe(5)
})

test('the id of a message tells the time of the server, and nothing of a device whose clock is wrong', async () => {
  const server = await startServer()
  const wrongBy = 3 * 3_600_000
  const now = Date.now.bind(Date)
  const clock = vi.spyOn(Date, 'now').mockImplementation(() => now() + wrongBy)
  onTestFinished(() => clock.mockRestore())
  const timeIn = (id: string) => parseInt(id.replace('-', '').slice(0, 12), 16)

  const room = makeClient(server).room('support')
  const joined = room.join()
  const early = room.send('Before the server has told its time')
  expect(timeIn(room.pending[0]?.id ?? '')).toBeLessThan(60_000)
  await joined
  await early
  const { id } = await room.send('Hello')
  expect(Math.abs(timeIn(id) - now())).toBeLessThan(60_000)
})
