import { DEFAULT_ROOM_SETTINGS, type User } from '@chat/protocol'
import { expect, test } from 'vitest'
import { fastestMs } from '../../test/fastest-ms.js'
import { MemoryStore } from '../store/memory-store.js'
import { RoomMeasures } from './measures.js'
import { Names } from './names.js'

const room = 'tea'
const DAY_MS = 86_400_000

function createNames() {
  const { sql } = new MemoryStore()
  let now = Date.parse('2026-05-01T10:00:00.000Z')
  const names = new Names({
    sql,
    measures: new RoomMeasures({ preset: 'careful' }),
    settingsOf: async () => DEFAULT_ROOM_SETTINGS,
    members: async () => [],
    onError(error) {
      throw error
    },
    now: () => now,
  })
  const isKeptFor = async ({ id, name }: User) => {
    const rows = await sql.read(
      'SELECT 1 FROM kept_names WHERE user_id = $1 AND name = $2',
      id,
      name,
    )
    return rows.length > 0
  }
  return {
    sql,
    names,
    pass: (ms: number) => (now += ms),
    isKeptFor,
    /** Resolves once it is written down. */
    keep: async (user: User): Promise<void> => {
      names.keep(room, user)
      while (!(await isKeptFor(user))) await new Promise(setImmediate)
    },
  }
}

test('a name is kept for one, and for another once that is over', async () => {
  const { names, keep, pass, isKeptFor } = createNames()
  const [mira, other] = [
    { id: 'mira', name: 'Mira' },
    { id: 'other', name: 'Mira' },
  ]
  await keep(mira)
  await expect(names.mustBeFree(room, other)).rejects.toMatchObject({ code: 'conflict' })
  pass(8 * DAY_MS)
  await names.mustBeFree(room, other)
  await keep(other)
  expect(await isKeptFor(mira)).toBe(false)
  await expect(names.mustBeFree(room, mira)).rejects.toMatchObject({ code: 'conflict' })
})

test('to keep a name takes no longer the more are kept', async () => {
  const fewMs = await keepingMs(1_000)
  expect((await keepingMs(100_000)) / fewMs).toBeLessThan(20)
})

/** How long it takes where so many are kept in the room. */
async function keepingMs(kept: number): Promise<number> {
  const { sql, keep } = createNames()
  await sql.write({
    text: `WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < $2)
           INSERT INTO kept_names (room, skeleton, name, user_id, until)
           SELECT 'tea', 'name' || n, 'Name', 'user' || n, $1 FROM n`,
    values: [Number.MAX_SAFE_INTEGER, kept],
  })
  let id = 0
  return fastestMs(() => {
    id += 1
    return keep({ id: `${id}`, name: `Somebody ${id}` })
  })
}
