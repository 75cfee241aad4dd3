import { expect, test } from 'vitest'
import { MemoryStore } from '../store/memory-store.js'
import { RoomPasswords } from './room-passwords.js'

async function createRoom(password: string) {
  const { sql } = new MemoryStore()
  const passwords = new RoomPasswords(sql)
  const set = async (changed: string | null) => {
    await sql.write(await passwords.set('tea', changed))
  }
  await set(password)
  return { passwords, set }
}

test('a password is right until it is changed', async () => {
  const { passwords, set } = await createRoom('between friends')
  for (let round = 0; round < 2; round += 1) {
    expect(await passwords.isRight('tea', 'between friends')).toBe(true)
    expect(await passwords.isRight('tea', 'Between friends')).toBe(false)
  }
  await set('other friends')
  expect(await passwords.isRight('tea', 'between friends')).toBe(false)
  expect(await passwords.isRight('tea', 'other friends')).toBe(true)
  await set(null)
  expect(await passwords.isRight('tea', 'other friends')).toBe(false)
})

test('a crowd that comes with one password takes hardly longer than one person', async () => {
  const { passwords } = await createRoom('between friends')
  const time = async (work: () => Promise<unknown>) => {
    const startedAt = performance.now()
    await work()
    return performance.now() - startedAt
  }
  const oneMs = await time(() => passwords.isRight('tea', 'a wrong one'))
  const crowd = Array.from({ length: 100 }, () => 'between friends')
  const crowdMs = await time(async () => {
    const answers = await Promise.all(crowd.map((given) => passwords.isRight('tea', given)))
    expect(new Set(answers)).toEqual(new Set([true]))
  })
  expect(crowdMs).toBeLessThan(10 * oneMs)
})
