import { ChatClient, type Room } from '@chat/sdk'
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { afterAll, expect, test, vi } from 'vitest'
import { ServerProcess } from './server-process.ts'

const CLIENTS = 2_000
const ROOMS = 40

const clients: ChatClient[] = []
let server: ServerProcess | undefined
afterAll(async () => {
  await Promise.all(clients.map((client) => client.close()))
  await server?.dispose()
})

test(
  `${CLIENTS} clients are all back and caught up after the server was killed`,
  { timeout: 600_000 },
  async () => {
    // All of them come from one address here.
    server = await ServerProcess.start({ flags: ['--rate-limits', 'off', '--log-level', 'error'] })
    const { url } = server
    const rooms: Room[] = []
    for (let index = 0; index < CLIENTS; index += 100) {
      const arriving = Array.from({ length: 100 }, (_, each) => {
        const client = new ChatClient({ url, storage: null })
        clients.push(client)
        return client.join(`room-${(index + each) % ROOMS}`)
      })
      rooms.push(...(await Promise.all(arriving)))
    }
    // Of each the first time: where one process is all 2,000 on a busy machine, one or the other comes back twice.
    const back = new Map<ChatClient, number>()
    let killedAt = Infinity
    for (const client of clients) {
      client.on('status', ({ current, previous }) => {
        if (current === 'connected' && previous !== 'connected' && !back.has(client))
          back.set(client, Date.now() - killedAt)
      })
    }

    killedAt = Date.now()
    await server.kill()
    const sent = rooms.slice(0, ROOMS).map((room) => room.send('Written while it was down'))
    await server.start()
    const watch = new Worker(new URL('health-watch.mjs', import.meta.url), { workerData: { url } })
    await Promise.all(sent)
    await vi.waitFor(
      () => {
        const behind = rooms.filter(({ status, messages }) => {
          return status !== 'joined' || messages.at(-1)?.text !== 'Written while it was down'
        })
        expect(behind).toHaveLength(0)
        expect(clients.filter(({ status }) => status !== 'connected')).toHaveLength(0)
      },
      { timeout: 180_000, interval: 200 },
    )
    const caughtUpMs = Date.now() - killedAt

    watch.postMessage('over')
    const [longestMs] = (await once(watch, 'message')) as [number]
    const backAfterMs = [...back.values()].sort((a, b) => a - b)
    const at = (share: number) => backAfterMs[Math.floor(share * (backAfterMs.length - 1))] ?? 0
    console.log(
      `${CLIENTS} clients back: half after ${at(0.5)} ms, all after ${at(1)} ms, caught up after ${caughtUpMs} ms; ` +
        `the server answered GET /health within ${longestMs} ms all the while`,
    )
    expect(backAfterMs).toHaveLength(CLIENTS)
    // Spread by jitter, not all in one moment.
    expect(at(0.9) - at(0.1)).toBeGreaterThan(250)
    expect(new Set(rooms.map(({ messages }) => messages.length))).toEqual(new Set([1]))
  },
)
