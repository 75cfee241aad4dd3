import { expect, test, vi } from 'vitest'
import { createStage } from '../../../test/stage.js'
import { join } from './join.js'

const room = 'tea'

function createConnection(options?: { isConnected: boolean }) {
  const stage = createStage(options)
  const memberCount = async () => (await stage.services.presence.members(room)).count
  return { ...stage, memberCount }
}

test('whoever was lost before their join took effect is no member', async () => {
  const { connection, services, memberCount } = createConnection({ isConnected: false })
  await join.run({ room }, connection, services)
  await vi.waitFor(async () => expect(await memberCount()).toBe(0), 20_000)
})

test('a join that the store fails is none', async () => {
  const { store, connection, services, memberCount } = createConnection()
  vi.spyOn(store, 'latest').mockRejectedValueOnce(new Error('disk'))
  await expect(join.run({ room }, connection, services)).rejects.toMatchObject({
    code: 'unavailable',
  })
  expect(await memberCount()).toBe(0)
  expect([...connection.rooms]).toEqual([])

  await join.run({ room }, connection, services)
  expect(await memberCount()).toBe(1)
})

test('a join that the store fails takes nobody out who was in', async () => {
  const { store, connection, services, memberCount } = createConnection()
  await join.run({ room }, connection, services)
  vi.spyOn(store, 'latest').mockRejectedValueOnce(new Error('disk'))
  await expect(join.run({ room }, connection, services)).rejects.toThrow()
  expect(await memberCount()).toBe(1)
  expect([...connection.rooms]).toEqual([room])
})
