import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { createDatabase, execute, hasPostgres } from './real-postgres.js'
import type { Append } from '../src/store/append.js'
import { PostgresStore } from '../src/store/postgres/postgres-store.js'
import { ann, ben, decide, mod, seqs, types } from './store-contract/test-with-log.js'

describe.runIf(hasPostgres)('several processes on one PostgreSQL', () => {
  let url: string
  let room: string
  beforeAll(async () => {
    url = await createDatabase()
  })
  beforeEach(() => {
    room = `room-${randomUUID()}`
  })

  /** A store as another process has it: with connections and a clock of its own. */
  const openStore = async (now: () => number = Date.now) => {
    const store = new PostgresStore({ url, now })
    await store.open()
    onTestFinished(() => store.close())
    return store
  }
  const openStores = (count: number) =>
    // Their clocks are hours apart.
    Promise.all(
      Array.from({ length: count }, (_, index) => openStore(() => Date.now() + index * 3_600_000)),
    )
  const say = (
    text: string,
    words: { room?: string; user?: typeof ann; id?: string } = {},
  ): Append => {
    return { type: 'message', room, user: ann, id: randomUUID(), text, ...words }
  }

  test('all append at once to the same rooms: no hole, nothing twice, no time that goes back', async () => {
    const stores = await openStores(3)
    const rooms = Array.from({ length: 5 }, (_, index) => `${room}-${index}`)
    // Each has a few batches under way at a time: more would only wait for one of its connections.
    const lanes = stores.flatMap((store, process) =>
      Array.from({ length: 4 }, async (_, lane) => {
        const results = []
        for (let count = lane; count < 40; count += 4) {
          // Each batch names the rooms in an order of its own.
          const turned = rooms.map((_, index) => rooms[(index * lane + process) % 5] ?? room)
          const batch = turned.map((name, index) =>
            say(`${process}-${count}-${index}`, { room: name }),
          )
          results.push(...(await store.append(batch, decide)))
        }
        return results
      }),
    )
    const results = (await Promise.all(lanes)).flat()

    expect(new Set(types(results))).toEqual(new Set(['appended']))
    const answered = new Map(
      results.flatMap((result) =>
        result.type === 'appended' && result.message ? [[result.message.id, result.event]] : [],
      ),
    )
    let count = 0
    for (const [index, name] of rooms.entries()) {
      const { events } =
        (await (stores[index % 3] ?? stores[0])?.eventsAfter(name, 0, 10_000)) ?? {}
      if (!events) throw new Error('There is no store.')
      expect(seqs(events)).toEqual(events.map((_, place) => place + 1))
      expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).toSorted())
      for (const event of events) {
        expect(event.type === 'message' && answered.get(event.message.id)).toEqual(event)
      }
      count += events.length
    }
    expect(count).toBe(3 * 40 * 5)
  })

  test('whoever reads meanwhile never sees an event before the one that precedes it', async () => {
    const [reader, ...writers] = await openStores(4)
    let isOver = false
    const writing = Promise.all(
      writers.map(async (store) => {
        for (let count = 0; count < 60; count += 1) await store.append([say('Next')], decide)
      }),
    ).finally(() => (isOver = true))
    let last = 0
    let readings = 0
    while (!isOver) {
      const events = (await reader?.eventsAfter(room, last, 1_000))?.events ?? []
      expect(seqs(events)).toEqual(events.map((_, index) => last + index + 1))
      last += events.length
      if (events.length > 0) readings += 1
    }
    await writing
    expect(readings).toBeGreaterThan(10)
    expect((await reader?.room(room))?.seq).toBe(180)
  })

  test('what one has answered the others read, and decide upon', async () => {
    const [first, second] = await openStores(2)
    const id = randomUUID()
    await first?.append([say('Hello', { id })], decide)
    expect(await second?.latest(room, 10)).toMatchObject({ messages: [{ id, text: 'Hello' }] })

    const settings: Append = { type: 'settings', room, user: mod, settings: { readOnly: true } }
    await second?.append([settings], decide)
    expect(await first?.append([say('Too late')], decide)).toMatchObject([{ code: 'read_only' }])
    expect(await first?.append([settings], decide)).toMatchObject([{ type: 'unchanged' }])
  })

  test('a message that reaches two of them at once is stored once, and is nobody else’s', async () => {
    const stores = await openStores(3)
    for (let round = 0; round < 20; round += 1) {
      const id = randomUUID()
      const results = await Promise.all(
        stores.map((store, index) =>
          store.append([say('Once', { id, user: index === 2 ? ben : ann })], decide),
        ),
      )
      const [one, two, other] = results.flat()
      const outcomes = [one, two].map((result) => result?.type)
      if (other?.type === 'appended') expect(outcomes).toEqual(['refused', 'refused'])
      else {
        expect(other).toMatchObject({ type: 'refused', code: 'conflict' })
        expect(outcomes.toSorted()).toEqual(['appended', 'unchanged'])
      }
    }
    expect((await stores[0]?.latest(room, 100))?.messages).toHaveLength(20)
  })

  test('a room that all write to first is one room', async () => {
    const stores = await openStores(4)
    for (let round = 0; round < 10; round += 1) {
      const name = `${room}-${round}`
      await Promise.all(stores.map((store) => store.append([say('First', { room: name })], decide)))
      const states = await Promise.all(stores.map((store) => store.room(name)))
      expect(states.map(({ seq }) => seq)).toEqual([4, 4, 4, 4])
      expect(new Set(states.map(({ epoch }) => epoch)).size).toBe(1)
    }
  })

  test('whoever loses their turn to a deadlock or a serialization failure takes the next', async () => {
    const database = await createDatabase()
    const store = new PostgresStore({ url: database })
    await store.open()
    onTestFinished(() => store.close())
    await execute(
      database,
      `CREATE SEQUENCE turns;
       CREATE FUNCTION lose_turn() RETURNS trigger LANGUAGE plpgsql AS $$
       DECLARE turn bigint := nextval('turns');
       BEGIN
         IF turn = 1 THEN RAISE SQLSTATE '40001'; END IF;
         IF turn = 2 THEN RAISE SQLSTATE '40P01'; END IF;
         RETURN NEW;
       END $$;
       CREATE TRIGGER lose_turn BEFORE INSERT ON messages FOR EACH ROW EXECUTE FUNCTION lose_turn();`,
    )
    expect(await store.append([say('Third time')], decide)).toMatchObject([{ event: { seq: 1 } }])
    expect(await execute(database, 'SELECT last_value FROM turns')).toEqual([{ last_value: '3' }])
  })

  test('a process that stands still in the middle of a batch holds a room up for seconds, and no longer', async () => {
    const [still, other] = await openStores(2)
    await still?.append([say('Before')], decide)
    const frozen = still?.append([say('During')], () => {
      // The transaction is open, and the lock is held.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5_000)
      return { type: 'append' }
    })
    await expect(frozen).rejects.toThrow()
    expect(await other?.append([say('After')], decide)).toMatchObject([{ event: { seq: 2 } }])
  })

  test('they start at once on an empty database: it is made once, with one epoch and one secret', async () => {
    url = await createDatabase()
    const stores = await openStores(6)
    const states = await Promise.all(stores.map((store) => store.room(room)))
    expect(new Set(states.map(({ epoch }) => epoch)).size).toBe(1)
    const secrets = await Promise.all(
      stores.map((store, index) => store.keepSecret(`secret of process ${index}`)),
    )
    expect(new Set(secrets).size).toBe(1)
    const again = await openStore()
    expect(await again.keepSecret('another')).toBe(secrets[0])
    expect(await again.room(room)).toEqual(states[0])
  })
})
