import { expect, test } from 'vitest'
import type { ChatStorage } from '../src/index.js'
import { eventually } from './eventually.js'
import { startRealServer } from './real-server.js'
import { makeClient } from './stage.js'

function makeStorage() {
  const map = new Map<string, string>()
  const storage: ChatStorage = {
    get: (key) => map.get(key) ?? null,
    set: (key, value) => void map.set(key, value),
    remove: (key) => void map.delete(key),
  }
  return { map, storage }
}

test('who comes back with the stored token is the same user, also after the server was killed', async () => {
  const server = await startRealServer()
  const { storage } = makeStorage()
  const first = makeClient(server, { storage })
  const room = await first.join('garden')
  await first.setName('Ann')
  const { id } = await room.send('Hello')
  await first.close()

  const second = makeClient(server, { storage })
  const resumed = await second.join('garden')
  expect(second.user).toEqual(first.user)
  expect((await resumed.edit(id, 'Hello again')).text).toBe('Hello again')

  await server.kill()
  await server.start()
  const third = makeClient(server, { storage })
  await third.join('garden')
  expect(third.user).toMatchObject({ id: first.user?.id, name: 'Ann' })
})

test("who presents another's public id, or a token that is not theirs to make, is a fresh user", async () => {
  const server = await startRealServer()
  const { storage: annStorage, map: annMap } = makeStorage()
  const ann = makeClient(server, { storage: annStorage, storageKey: 'session', name: 'Ann' })
  const room = await ann.join('garden')
  const { id } = await room.send('mine')
  const victim = room.messages[0]?.user
  await eventually(() => expect(annMap.get('session')).toBeDefined())
  const { token } = JSON.parse(annMap.get('session') ?? '') as { token: string }
  const [header = '', claims = '', signature = ''] = token.split('.')
  const unsigned = Buffer.from('{"alg":"none"}').toString('base64url')

  const forgeries = [
    victim?.id ?? '',
    `${header}.${claims}.`,
    `${unsigned}.${claims}.`,
    `${header}.${claims}.${signature.split('').reverse().join('')}`,
    '',
  ]
  for (const forged of forgeries) {
    const { storage, map } = makeStorage()
    map.set('session', JSON.stringify({ token: forged, userId: victim?.id }))
    const eve = makeClient(server, { storage, storageKey: 'session' })
    const eveRoom = await eve.join('garden')
    expect(eve.user?.id).toBeDefined()
    expect(eve.user?.id).not.toBe(victim?.id)
    await expect(eveRoom.edit(id, 'stolen')).rejects.toMatchObject({ code: 'forbidden' })
    await eve.close()
  }
  expect(room.messages.map(({ text }) => text)).toEqual(['mine'])
})

test('one user in two tabs is one member', async () => {
  const server = await startRealServer()
  const { storage } = makeStorage()
  const one = makeClient(server, { storage })
  const room = await one.join('garden')
  const two = makeClient(server, { storage })
  const other = await two.join('garden')
  expect(two.user).toEqual(one.user)
  expect(other.members.count).toBe(1)
  await other.leave()
  await room.send('still here')
  expect(room.members.count).toBe(1)
})

test('a name changed in one tab is known in the other', async () => {
  const server = await startRealServer()
  const { storage } = makeStorage()
  const one = makeClient(server, { storage })
  await one.join('garden')
  const two = makeClient(server, { storage })
  await two.join('garden')
  await one.setName('Ann')
  await eventually(() => expect(two.user).toEqual(one.user))
  expect(two.user?.name).toBe('Ann')
})
