import type { User } from '@chat/protocol'
import { describe, expect, test } from 'vitest'
import type { Presence, PresenceChange } from '../src/presence/presence.js'
import { eventually } from './eventually.js'

const ann: User = { id: 'ann', name: 'Ann' }
const ben: User = { id: 'ben', name: 'Ben' }
const room = 'tea'

export type PresenceSettings = { graceMs: number; listLimit: number }
export type CreatePresence = (settings: PresenceSettings) => Promise<Presence>

/** The promises of `Presence`: every one passes all of this. */
export function describePresence(name: string, create: CreatePresence): void {
  const createPresence = async (settings: Partial<PresenceSettings> = {}) => {
    const presence = await create({ graceMs: 60_000, listLimit: 200, ...settings })
    const changes: PresenceChange[] = []
    const stop = presence.onChange((change) => changes.push(change))
    return { presence, changes, stop }
  }

  describe(name, () => {
    test('a user with several connections is one member until the last has left', async () => {
      const { presence, changes } = await createPresence()
      await presence.join(room, 'tab 1', ann)
      await presence.join(room, 'tab 2', ann)
      expect(await presence.members(room)).toEqual({ count: 1, list: [ann] })
      await presence.leave(room, 'tab 1')
      expect(await presence.count(room)).toEqual({ count: 1 })
      await presence.leave(room, 'tab 2')
      expect(await presence.members(room)).toEqual({ count: 0, list: [] })
      await eventually(() => {
        expect(changes).toEqual([
          { room, joined: [ann], renamed: [], left: [], count: 1 },
          { room, joined: [], renamed: [], left: ['ann'], count: 0 },
        ])
      })
    })

    test('joining or leaving again is harmless', async () => {
      const { presence, changes } = await createPresence()
      await presence.join(room, 'a', ann)
      await presence.join(room, 'a', ann)
      await presence.leave(room, 'a')
      await presence.leave(room, 'a')
      await presence.disconnect('a')
      await presence.join(room, 'b', ben)
      await eventually(() => expect(changes.at(-1)?.joined).toEqual([ben]))
      expect(changes).toHaveLength(3)
    })

    test('a member whose connection is lost stays for the grace, and not longer', async () => {
      const { presence, changes } = await createPresence({ graceMs: 100 })
      await presence.join(room, 'a', ann)
      const lostAt = performance.now()
      let goneAfterMs = 0
      presence.onChange(({ left }) => {
        if (left.includes('ann')) goneAfterMs = performance.now() - lostAt
      })
      await presence.disconnect('a')
      await eventually(() => expect(changes.at(-1)?.left).toEqual(['ann']))
      // Timers may be a millisecond early.
      expect(goneAfterMs).toBeGreaterThan(95)
      expect((await presence.members(room)).count).toBe(0)
    })

    test('whoever is back within the grace has not been away', async () => {
      const { presence, changes } = await createPresence()
      await presence.join(room, 'a', ann)
      await presence.disconnect('a')
      await presence.join(room, 'b', ann)
      await presence.join(room, 'c', ben)
      await eventually(() => expect(changes.at(-1)?.joined).toEqual([ben]))
      expect(changes).toHaveLength(2)
    })

    test('a lost connection is lost in all its rooms', async () => {
      const { presence } = await createPresence({ graceMs: 0 })
      await presence.join('tea', 'a', ann)
      await presence.join('coffee', 'a', ann)
      await presence.join('coffee', 'b', ben)
      await presence.disconnect('a')
      await eventually(async () => {
        expect(await presence.liveRooms(10)).toEqual([{ name: 'coffee', members: 1 }])
      })
    })

    test('a new name holds in every room of the user, and is told once', async () => {
      const { presence, changes } = await createPresence()
      const annabel = { ...ann, name: 'Annabel' }
      await presence.join('tea', 'a', ann)
      await presence.join('coffee', 'a', ann)
      await presence.rename(annabel)
      await presence.rename(annabel)
      expect((await presence.members('tea')).list).toEqual([annabel])
      expect((await presence.members('coffee')).list).toEqual([annabel])
      await eventually(() => expect(changes).toHaveLength(4))
      expect(changes.slice(2).map(({ room, renamed }) => [room, renamed])).toEqual([
        ['tea', [annabel]],
        ['coffee', [annabel]],
      ])
    })

    test('a role that begins or ends is told, and a new name leaves it as it is', async () => {
      const { presence, changes } = await createPresence()
      const moderator: User = { ...ann, role: 'moderator' }
      await presence.join(room, 'a', moderator)
      await presence.rename({ id: 'ann', name: 'Annabel' })
      expect((await presence.members(room)).list).toEqual([{ ...moderator, name: 'Annabel' }])
      await presence.join(room, 'a', ann)
      expect((await presence.members(room)).list).toEqual([ann])
      await eventually(() => {
        expect(changes.map(({ renamed }) => renamed)).toEqual([
          [],
          [{ ...moderator, name: 'Annabel' }],
          [ann],
        ])
      })
    })

    test('the list has a bound, the count has none', async () => {
      const { presence } = await createPresence({ listLimit: 2 })
      for (const id of ['1', '2', '3']) await presence.join(room, id, { id, name: id })
      const { count, list } = await presence.members(room)
      expect([count, new Set(list.map(({ id }) => id)).size]).toEqual([3, 2])
    })

    test('a full room takes nobody new, and takes back whoever is in it', async () => {
      const { presence } = await createPresence()
      await presence.join(room, 'a', ann, 1)
      await expect(presence.join(room, 'b', ben, 1)).rejects.toMatchObject({ code: 'room_full' })
      await presence.disconnect('a')
      await presence.join(room, 'a again', ann, 1)
      await presence.leave(room, 'a again')
      await presence.join(room, 'b', ben, 1)
      expect((await presence.members(room)).list).toEqual([ben])
      await presence.join(room, 'unbound', ann)
      expect((await presence.members(room)).count).toBe(2)
    })

    test('live rooms come with most members first, and by name, up to a bound', async () => {
      const { presence } = await createPresence()
      await presence.join('b', '1', ann)
      await presence.join('a', '2', ann)
      await presence.join('c', '3', ann)
      await presence.join('c', '4', ben)
      expect(await presence.liveRooms(2)).toEqual([
        { name: 'c', members: 2 },
        { name: 'a', members: 1 },
      ])
    })

    test('whoever no longer listens is told nothing', async () => {
      const { presence, changes, stop } = await createPresence()
      const others: PresenceChange[] = []
      presence.onChange((change) => others.push(change))
      stop()
      await presence.join(room, 'a', ann)
      await eventually(() => expect(others).toHaveLength(1))
      expect(changes).toEqual([])
    })
  })
}
