import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { DisturbedBus, type Fate } from './disturbed-bus.js'
import { eventually } from './eventually.js'
import { createDatabase, hasPostgres } from './real-postgres.js'
import { canStartRedis, startRedis, type RedisProcess } from './real-redis.js'
import { startServer } from './running-server.js'
import { Visitor } from './visitor.js'

/** Longer than a process waits for what is on its way. */
const LATE_MS = 250

describe.runIf(canStartRedis && hasPostgres)('where the bus between two processes fails', () => {
  const redis: RedisProcess[] = []
  let database: string
  beforeAll(async () => {
    redis.push(...(await Promise.all([startRedis(), startRedis()])))
    database = await createDatabase()
  })
  afterAll(() => Promise.all(redis.map((one) => one.dispose())))

  /** One visitor on each process, in the same room. */
  async function stage() {
    const [first, second] = redis.map(({ url }) => url)
    if (!first || !second) throw new Error('There are not two.')
    const bus = await DisturbedBus.between(first, second)
    onTestFinished(() => bus.close())
    const room = randomUUID()
    const visitors = []
    for (const url of [first, second]) {
      const server = await startServer({ database, redis: url })
      await eventually(async () => expect((await fetch(`${server.url}/ready`)).status).toBe(200))
      const visitor = await Visitor.arrive(server.url)
      await visitor.request('join', { room })
      visitors.push(visitor)
    }
    const [ann, ben] = visitors
    if (!ann || !ben) throw new Error('There are not two.')
    return { bus, room, ann, ben }
  }

  const seqsOf = (visitor: Visitor, room: string) => visitor.events(room).map(({ seq }) => seq)
  const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

  test('notes that come late, twice, in another order or never: each event is pushed once and in order, and nobody has to ask', async () => {
    const { bus, room, ann, ben } = await stage()
    const fates: Fate[] = ['lost', [0, 0], [LATE_MS], [0], [LATE_MS, 0], [20], 'lost', [0]]
    let notes = 0
    bus.fateOf = () => fates[notes++ % fates.length] ?? [0]
    for (let count = 0; count < 60; count += 1) {
      const texts = [`${count} of Ann`, `${count} of Ben`]
      await Promise.all(
        [ann, ben].map((visitor, index) =>
          visitor.request('message', { room, text: texts[index] ?? '' }),
        ),
      )
    }
    await eventually(() => expect(notes).toBeGreaterThan(2 * fates.length))
    bus.fateOf = () => [0]
    for (const visitor of [ann, ben]) await visitor.request('message', { room, text: 'Calm' })

    // These visitors repair nothing: what is pushed is all that they see.
    for (const visitor of [ann, ben]) {
      await eventually(() => expect(visitor.events(room).length).toBeGreaterThanOrEqual(122))
      expect(seqsOf(visitor, room)).toEqual(upTo(122))
    }
    expect(ann.texts(room)).toEqual(ben.texts(room))
  })

  test('the last of what was said, lost on its way, comes by itself', async () => {
    const { bus, room, ann, ben } = await stage()
    await ann.request('message', { room, text: 'Heard' })
    await eventually(() => expect(ben.texts(room)).toEqual(['Heard']))
    bus.fateOf = () => 'lost'
    await ann.request('message', { room, text: 'Lost' })
    await vi.waitFor(() => expect(ben.texts(room)).toEqual(['Heard', 'Lost']), 60_000)
    expect(seqsOf(ben, room)).toEqual([1, 2])
  })
})
