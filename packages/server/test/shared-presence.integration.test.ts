import type { User } from '@chat/protocol'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { Bus } from '../src/bus/bus.js'
import { RedisLink } from '../src/bus/redis-link.js'
import { MemoryPresence } from '../src/presence/memory-presence.js'
import type { PresenceChange } from '../src/presence/presence.js'
import { RedisPresence } from '../src/presence/redis-presence.js'
import { canStartRedis, startRedis, type RedisProcess } from './real-redis.js'
import { eventually } from './eventually.js'
import { describePresence, type PresenceSettings } from './presence-contract.js'

const ann: User = { id: 'ann', name: 'Ann' }
const ben: User = { id: 'ben', name: 'Ben' }
const room = 'tea'
const idsOf = (users: readonly User[]) => users.map(({ id }) => id).sort()

describePresence('MemoryPresence', async (settings) => new MemoryPresence(settings))

describe.runIf(canStartRedis)('with Redis', () => {
  let redis: RedisProcess
  beforeAll(async () => {
    redis = await startRedis()
  })
  afterAll(() => redis.dispose())
  beforeEach(async () => {
    const link = new RedisLink({ url: redis.url, onLost() {}, onReturn() {} })
    await link.open()
    await link.commands.flushAll()
    link.close()
  })

  /** A process that is silent for three of these counts as dead: long enough for a machine that stands still a moment. */
  const beatMs = 1_000

  /** What one process has of it. `die` is what SIGKILL does to it. */
  async function startProcess(settings: Partial<PresenceSettings> & { beatMs?: number } = {}) {
    const onError = (error: unknown) => expect.fail(String(error))
    const link = new RedisLink({ url: redis.url, onLost() {}, onReturn() {} })
    await link.open()
    const bus = new Bus({ link, onError })
    const all = { graceMs: 60_000, listLimit: 200, ...settings }
    const presence = new RedisPresence({ link, bus, onError: () => {}, ...all })
    bus.open()
    await presence.beat()
    const changes: PresenceChange[] = []
    presence.onChange((change) => changes.push(change))
    const die = () => {
      bus.close()
      link.close()
    }
    onTestFinished(async () => {
      await presence.close()
      die()
    })
    await eventually(() => expect(bus.isUp).toBe(true))
    return { presence, changes, die, link }
  }

  describePresence('RedisPresence', async (settings) => (await startProcess(settings)).presence)

  test('members of all processes count, and each process is told of those of the others', async () => {
    const one = await startProcess()
    const two = await startProcess()
    await one.presence.join(room, 'a', ann)
    await two.presence.join(room, 'b', ben)

    for (const { presence, changes } of [one, two]) {
      const { count, list } = await presence.members(room)
      expect([count, idsOf(list)]).toEqual([2, ['ann', 'ben']])
      await eventually(() => {
        expect(changes.at(-1)).toEqual({ room, joined: [ben], renamed: [], left: [], count: 2 })
      })
    }
    await two.presence.rename({ ...ben, name: 'Benny' })
    await eventually(() => expect(one.changes.at(-1)?.renamed[0]?.name).toBe('Benny'))
    await two.presence.leave(room, 'b')
    await eventually(() => expect(one.changes.at(-1)).toMatchObject({ left: ['ben'], count: 1 }))
    expect(await one.presence.liveRooms(10)).toEqual([{ name: room, members: 1 }])
  })

  test('a user connected to two processes is one member until the last connection is gone', async () => {
    const one = await startProcess()
    const two = await startProcess()
    await one.presence.join(room, 'a', ann)
    await two.presence.join(room, 'b', ann)
    await one.presence.leave(room, 'a')
    expect(await two.presence.members(room)).toEqual({ count: 1, list: [ann] })
    await two.presence.leave(room, 'b')
    expect(await two.presence.members(room)).toEqual({ count: 0, list: [] })
    await eventually(() => expect(two.changes.flatMap(({ left }) => left)).toEqual(['ann']))
  })

  test('a room is full for all processes together', async () => {
    const one = await startProcess()
    const two = await startProcess()
    await one.presence.join(room, 'a', ann, 2)
    const joins = await Promise.allSettled(
      ['x', 'y', 'z'].map((id, index) =>
        (index % 2 ? one : two).presence.join(room, id, { id, name: id }, 2),
      ),
    )
    expect(joins.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await two.presence.members(room)).count).toBe(2)
    await two.presence.join(room, 'a too', ann, 2)
  })

  test('whoever finds the room full after all is in no list', async () => {
    const one = await startProcess()
    await one.presence.join(room, 'a', ann, 1)
    // Redis has forgotten her, and takes him for the only one.
    await one.link.commands.flushAll()
    await expect(one.presence.join(room, 'b', ben, 1)).rejects.toMatchObject({ code: 'room_full' })
    expect(await one.link.commands.hExists(`{chat}:members:${room}`, ben.id)).toBe(0)
  })

  test('what happens is told as ours by the one process where it happens', async () => {
    const [one, two] = [await startProcess(), await startProcess()]
    const told: string[] = []
    for (const [name, { presence }] of Object.entries({ one, two })) {
      presence.onChange(({ joined, left }, isOurs) => {
        const who = [...joined.map(({ id }) => `+${id}`), ...left.map((id) => `-${id}`)].join()
        told.push(`${name} ${isOurs ? 'ours' : 'theirs'} ${who}`)
      })
    }
    await one.presence.join(room, 'a', ann)
    await one.presence.leave(room, 'a')
    await two.presence.join(room, 'b', ann, 5)
    await two.presence.leave(room, 'b')
    await eventually(() => expect(told).toHaveLength(8))
    expect(told.filter((text) => text.startsWith('one'))).toEqual([
      'one ours +ann',
      'one ours -ann',
      'one theirs +ann',
      'one theirs -ann',
    ])
    expect(told.filter((text) => text.startsWith('two'))).toEqual([
      'two theirs +ann',
      'two theirs -ann',
      'two ours +ann',
      'two ours -ann',
    ])
  })

  test('the members of a process that dies without a word are gone, and nobody else is', async () => {
    const one = await startProcess({ beatMs })
    const two = await startProcess({ beatMs })
    await one.presence.join(room, 'a', ann)
    await one.presence.join(room, 'c', { id: 'cem', name: 'Cem' })
    await two.presence.join(room, 'b', ben)
    // She is connected to both.
    await two.presence.join(room, 'a too', ann, 2)
    one.die()

    await eventually(() => expect(two.changes.at(-1)).toMatchObject({ left: ['cem'], count: 2 }))
    expect(idsOf((await two.presence.members(room)).list)).toEqual(['ann', 'ben'])
    expect(two.changes.flatMap(({ left }) => left)).toEqual(['cem'])
    await eventually(async () => {
      expect(await two.link.commands.keys('*process*')).toHaveLength(2)
    })
  })

  test('whoever comes back on another process after the first has ended has not been away', async () => {
    const one = await startProcess({ graceMs: 5_000, beatMs })
    const two = await startProcess({ graceMs: 5_000, beatMs })
    await one.presence.join(room, 'a', ann)
    await two.presence.join(room, 'b', ben)
    await one.presence.disconnect('a')
    await one.presence.close()
    one.die()
    await two.presence.join(room, 'a again', ann)
    await eventually(async () => {
      expect(await two.link.commands.keys('{chat}:process:*')).toHaveLength(1)
    })
    expect((await two.presence.members(room)).count).toBe(2)
    expect(two.changes.flatMap(({ left }) => left)).toEqual([])
  })

  test('whoever was on a process that has ended and does not come back is gone after the grace', async () => {
    const one = await startProcess({ graceMs: 5_000, beatMs })
    const two = await startProcess({ graceMs: 5_000, beatMs })
    await one.presence.join(room, 'a', ann)
    await two.presence.join(room, 'b', ben)
    await one.presence.close()
    one.die()
    expect((await two.presence.members(room)).count).toBe(2)
    await eventually(() => expect(two.changes.at(-1)).toMatchObject({ left: ['ann'], count: 1 }))
  })

  test('a Redis that has lost everything is told again, by all', async () => {
    const one = await startProcess({ beatMs })
    const two = await startProcess({ beatMs })
    await one.presence.join(room, 'a', ann)
    await two.presence.join(room, 'b', ben)
    await redis.kill()
    // Each still has its own, and says that there may be more.
    expect(await one.presence.members(room)).toEqual({ count: 1, list: [ann], settling: true })
    await one.presence.join(room, 'c', { id: 'cem', name: 'Cem' })
    await eventually(() => expect(one.changes.at(-1)?.joined[0]?.id).toBe('cem'))
    await redis.start()

    for (const { presence, changes } of [one, two]) {
      await eventually(async () => {
        const { count, settling } = await presence.members(room)
        expect([count, settling]).toEqual([3, undefined])
      })
      await eventually(() => {
        expect(idsOf(changes.at(-1)?.joined ?? [])).toEqual(['ann', 'ben', 'cem'])
        // Nobody has come: it is only told again who is there.
        expect(changes.at(-1)?.isSettled).toBe(true)
      })
    }
    const come = ({ changes }: typeof one) =>
      idsOf(changes.flatMap(({ joined, isSettled }) => (isSettled ? [] : joined)))
    expect(come(one)).toEqual(['ann', 'ben', 'cem'])
    expect(come(two)).toEqual(['ann', 'ben'])
  })

  test('whoever left while Redis was away is gone when it is back', async () => {
    const one = await startProcess({ beatMs })
    const two = await startProcess({ beatMs })
    await one.presence.join(room, 'a', ann)
    await one.presence.join(room, 'c', { id: 'cem', name: 'Cem' })
    await two.presence.join(room, 'b', ben)
    // Cut off, while Redis lives on with what it has.
    await two.link.commands.sendCommand(['CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes'])
    const gone: boolean[] = []
    one.presence.onChange(({ left, isSettled }, isOurs) => {
      if (left.includes('cem')) gone.push(isOurs && !isSettled)
    })
    await one.presence.leave(room, 'c')
    await eventually(async () => {
      const { count, list, settling } = await two.presence.members(room)
      expect([count, idsOf(list), settling]).toEqual([2, ['ann', 'ben'], undefined])
    })
    // That Redis has it now too is no second leave.
    await eventually(() => expect(gone).toEqual([true, false]))
  })
})
