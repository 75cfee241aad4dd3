import { ChatClient, type ClientStatus, type Room } from '@chat/sdk'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { ClusterStage } from './cluster-stage.ts'
import { findClusterPrograms } from './programs.ts'

/** How long a member whose connection was lost stays; and the way of a client back into its room. */
const GRACE_MS = 10_000
const MARGIN_MS = 2_000

const programs = findClusterPrograms()
const eventually = <T>(check: () => T | Promise<T>) =>
  vi.waitFor(check, { timeout: 60_000, interval: 50 })

describe.runIf(programs)('three processes behind nginx', () => {
  let stage: ClusterStage
  beforeAll(async () => {
    if (programs) stage = await ClusterStage.start({ programs })
  })
  afterAll(() => stage.dispose())

  /** Clients in one room. nginx gives each to the next process. */
  async function enter(count: number, name: string) {
    const clients = Array.from({ length: count }, () => {
      return new ChatClient({ url: stage.url, storage: null })
    })
    onTestFinished(async () => {
      await Promise.all(clients.map((client) => client.close()))
    })
    const rooms: Room[] = []
    for (const client of clients) rooms.push(await client.join(name))
    const statuses: ClientStatus[] = []
    /** How long each was away, ms. */
    const absences: number[] = []
    for (const client of clients) {
      let leftAt = 0
      client.on('status', ({ current, previous }) => {
        statuses.push(current)
        if (previous === 'connected') leftAt = Date.now()
        if (current === 'connected') absences.push(Date.now() - leftAt)
      })
    }
    return { clients, rooms, statuses, absences }
  }

  test(
    'a rolling restart of all of them under load is a reconnection, and nothing else',
    { timeout: 240_000 },
    async () => {
      const { rooms, statuses, absences } = await enter(12, 'rolling')
      await eventually(() => {
        for (const room of rooms) expect(room.members.count).toBe(12)
      })
      const counts = new Set<number>()
      for (const room of rooms) room.on('members', ({ count }) => counts.add(count))
      const errors: string[] = []
      let sent = 0
      const load = setInterval(() => {
        const room = rooms[sent % rooms.length]
        sent += 1
        room?.send(`No. ${sent}`).catch((error: unknown) => errors.push(String(error)))
      }, 20)
      onTestFinished(() => clearInterval(load))

      for (const server of stage.servers) {
        expect(await server.stop()).toBe(0)
        await server.start()
      }
      clearInterval(load)
      await eventually(() => {
        for (const room of rooms) {
          expect(room.pending).toEqual([])
          expect(room.snapshot.seq).toBe(sent)
        }
      })

      expect(errors).toEqual([])
      expect(new Set(statuses)).toEqual(new Set(['reconnecting', 'connected']))
      const first = rooms[0]?.messages.map(({ id }) => id)
      for (const room of rooms) expect(room.messages.map(({ id }) => id)).toEqual(first)
      // Nobody was seen to go who was back within the grace; a starved machine may keep somebody away for longer.
      const late = absences.filter((ms) => ms > GRACE_MS - MARGIN_MS).length
      expect(Math.max(12, ...counts)).toBe(12)
      expect(Math.min(12, ...counts)).toBeGreaterThanOrEqual(12 - late)
    },
  )

  test(
    'whoever was on a process that is killed goes on on another, as the same user, with what was missed',
    { timeout: 240_000 },
    async () => {
      const { clients, rooms } = await enter(6, 'killed')
      const [victim] = stage.servers
      const users = clients.map(({ user }) => user)
      const back: ChatClient[] = []
      for (const client of clients) {
        client.on('status', ({ current, previous }) => {
          if (current === 'connected' && previous !== 'connected') back.push(client)
        })
      }
      await victim?.kill()
      await Promise.all(rooms.map((room, index) => room.send(`Written by ${index}`)))
      await eventually(() => {
        for (const room of rooms) {
          expect(room.status).toBe('joined')
          expect(room.messages).toHaveLength(6)
        }
      })
      expect(back.length).toBeGreaterThan(0)
      expect(back.length).toBeLessThan(6)
      expect(clients.map(({ user }) => user)).toEqual(users)
      // The killed one is noticed, and none of those who came back was lost with it.
      await eventually(async () => {
        expect(await liveMembers(stage.servers[1]?.url, 'killed')).toBe(6)
      })
      await victim?.start()
    },
  )

  test(
    'a member who was on a killed process and does not come back is gone within 30 s',
    { timeout: 240_000 },
    async () => {
      const { clients, rooms } = await enter(6, 'gone')
      await eventually(() => expect(rooms[0]?.members.count).toBe(6))
      const victim = stage.servers[2]
      const killedAt = Date.now()
      const dropping = Promise.race(
        clients.map((client) => {
          return new Promise<ChatClient>((resolve) => client.once('status', () => resolve(client)))
        }),
      )
      await victim?.kill()
      const dropped = await dropping
      await dropped.close()
      const others = rooms.filter((_, index) => clients[index] !== dropped)
      await eventually(() => {
        for (const room of others) expect(room.members.count).toBe(5)
      })
      expect(Date.now() - killedAt).toBeLessThan(30_000)
      await victim?.start()
    },
  )
})

async function liveMembers(url: string | undefined, name: string): Promise<number> {
  const response = await fetch(`${url}/rooms`)
  const { rooms } = (await response.json()) as { rooms: { name: string; members: number }[] }
  return rooms.find((room) => room.name === name)?.members ?? 0
}
