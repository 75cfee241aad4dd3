import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ChatServerOptions } from '../src/index.js'
import { eventually } from './eventually.js'
import { parseExposition } from './exposition.js'
import { createDatabase, hasPostgres } from './real-postgres.js'
import { canStartRedis, startRedis, type RedisProcess } from './real-redis.js'
import { startServer } from './running-server.js'
import { Visitor } from './visitor.js'

describe.runIf(canStartRedis && hasPostgres)('several processes', () => {
  let redis: RedisProcess
  let database: string
  beforeAll(async () => {
    redis = await startRedis()
    database = await createDatabase()
  })
  afterAll(() => redis.dispose())

  /** Servers that share a database and a Redis. */
  async function startServers(count: number, options: ChatServerOptions = {}) {
    const servers = []
    for (let index = 0; index < count; index += 1) {
      servers.push(await startServer({ database, redis: redis.url, ...options }))
    }
    for (const { url } of servers) {
      await eventually(async () => expect((await fetch(`${url}/ready`)).status).toBe(200))
    }
    return servers
  }

  async function startPair(options: ChatServerOptions = {}) {
    const [one, two] = await startServers(2, options)
    if (!one || !two) throw new Error('There are not two.')
    return [one, two] as const
  }

  test('what is written on one is read on the other, in order and once', async () => {
    const [one, two] = await startPair()
    const room = randomUUID()
    const ann = await Visitor.arrive(one.url)
    const ben = await Visitor.arrive(two.url)
    await ann.request('join', { room })
    await ben.request('join', { room })
    const texts = Array.from({ length: 40 }, (_, index) => `No. ${index}`)
    await Promise.all(
      texts.map((text, index) => (index % 2 ? ann : ben).request('message', { room, text })),
    )
    for (const visitor of [ann, ben]) {
      await eventually(() => expect(visitor.events(room)).toHaveLength(40))
      expect(visitor.events(room).map(({ seq }) => seq)).toEqual(texts.map((_, index) => index + 1))
    }
    expect(ann.texts(room)).toEqual(ben.texts(room))
  })

  test('messages that come together share a commit on each process, and their seqs have no hole', async () => {
    const pair = await startPair({ metrics: true })
    const room = randomUUID()
    const visitors = await Promise.all(pair.map(({ url }) => Visitor.arrive(url)))
    for (const visitor of visitors) await visitor.request('join', { room })
    const answers = await Promise.all(
      visitors.flatMap((visitor) =>
        Array.from({ length: 100 }, () => visitor.request('message', { room, text: 'Together' })),
      ),
    )
    const seqs = answers.map(({ message }) => message.seq).sort((a, b) => a - b)
    expect(seqs).toEqual(Array.from({ length: 200 }, (_, index) => index + 1))
    for (const { url } of pair) {
      const { samples } = parseExposition(await (await fetch(`${url}/metrics`)).text())
      expect(samples.get('chat_commit_appends_sum')).toBe(100)
      expect(samples.get('chat_commit_appends_count')).toBeLessThan(50)
    }
  })

  test('who is there, who types and who is called otherwise is told on every process', async () => {
    const [one, two] = await startPair()
    const room = randomUUID()
    const ann = await Visitor.arrive(one.url, { name: 'Ann' })
    const ben = await Visitor.arrive(two.url, { name: 'Ben' })
    await ann.request('join', { room })
    const { members } = await ben.request('join', { room })
    expect(members.list.map(({ name }) => name).sort()).toEqual(['Ann', 'Ben'])
    await eventually(() => expect(ann.pushed.presence.at(-1)).toMatchObject({ count: 2 }))

    await ben.request('typing', { room, on: true })
    await eventually(() =>
      expect(ann.pushed.typing).toContainEqual({ room, users: [ben.session.user] }),
    )
    await ben.request('message', { room, text: 'Hi' })
    await eventually(() => expect(ann.pushed.typing.at(-1)?.users).toEqual([]))

    await ben.request('name', { name: 'Benny' })
    await eventually(() => {
      expect(ann.pushed.presence.at(-1)?.joined).toEqual([{ ...ben.session.user, name: 'Benny' }])
    })
  })

  test('a new name holds on the other connections of the user, on whichever process', async () => {
    const [one, two] = await startPair()
    const room = randomUUID()
    const tab = await Visitor.arrive(one.url, { name: 'Ann' })
    const other = await Visitor.arrive(two.url, { token: tab.session.token })
    await other.request('join', { room })
    await tab.request('name', { name: 'Annabel' })
    await eventually(async () => {
      const { message } = await other.request('message', { room, text: 'Me' })
      expect(message.user.name).toBe('Annabel')
    })
  })

  test('requests are counted for all processes together', async () => {
    const [one, two] = await startPair({ rates: { message: { points: 3, seconds: 60 } } })
    const room = randomUUID()
    const tab = await Visitor.arrive(one.url)
    const other = await Visitor.arrive(two.url, { token: tab.session.token })
    for (const visitor of [tab, other]) await visitor.request('join', { room })
    for (const visitor of [tab, other, tab]) await visitor.request('message', { room, text: 'Hi' })
    expect(await other.codeOf('message', { room, text: 'Hi' })).toBe('rate_limited')
  })

  test('one that stops tells its own visitors alone, who come back on another and are nobody gone', async () => {
    const [one, two] = await startPair({ graceMs: 60_000 })
    const room = randomUUID()
    const ann = await Visitor.arrive(one.url)
    const ben = await Visitor.arrive(two.url)
    await ann.request('join', { room })
    await ben.request('join', { room })
    await ann.request('message', { room, text: 'Before' })
    await one.close()

    await eventually(() => expect(ann.isClosed).toBe(true))
    expect(ann.pushed.notice.map(({ code }) => code)).toEqual(['shutting_down'])
    const again = await Visitor.arrive(two.url, { token: ann.session.token })
    expect(again.session.user).toEqual(ann.session.user)
    const answer = await again.request('join', { room, after: 0 })
    expect(answer.members.count).toBe(2)
    expect('events' in answer && answer.events).toHaveLength(1)
    expect([ben.isClosed, ben.pushed.notice]).toEqual([false, []])
    expect(ben.pushed.presence.flatMap(({ left }) => left)).toEqual([])
  })

  test('while Redis is away rooms go on, what crosses comes from the store, and all is right when it is back', async () => {
    const [one, two] = await startPair({ rates: { message: { points: 1_000, seconds: 60 } } })
    const room = randomUUID()
    const ann = await Visitor.arrive(one.url)
    const ben = await Visitor.arrive(two.url)
    await ann.request('join', { room })
    await ben.request('join', { room })
    await ann.request('message', { room, text: 'Before' })
    await eventually(() => expect(ben.texts(room)).toEqual(['Before']))

    await redis.kill()
    await eventually(async () => expect((await fetch(`${one.url}/ready`)).status).toBe(503))
    expect((await fetch(`${one.url}/health`)).status).toBe(200)
    await ann.request('message', { room, text: 'While it is away' })
    await eventually(() => expect(ann.texts(room)).toEqual(['Before', 'While it is away']))
    await eventually(() => expect(ben.texts(room)).toEqual(['Before', 'While it is away']))
    const cem = await Visitor.arrive(one.url)
    const { members } = await cem.request('join', { room })
    expect(members).toMatchObject({ count: 2, settling: true })

    await redis.start()
    await eventually(async () => expect((await fetch(`${one.url}/ready`)).status).toBe(200))
    await ben.request('message', { room, text: 'After' })
    await eventually(async () => {
      const { members } = await ben.request('sync', { room, after: 0 })
      expect(members.count).toBe(3)
    })
    for (const visitor of [ann, ben]) {
      await eventually(() => expect(visitor.texts(room).at(-1)).toBe('After'))
      expect(visitor.events(room).map(({ seq }) => seq)).toEqual([1, 2, 3])
    }
  })

  test('a Redis that no longer answers holds nobody up for long, and is taken up again when it does', async () => {
    const [one, two] = await startPair({ rates: { message: { points: 1_000, seconds: 60 } } })
    const room = randomUUID()
    const ann = await Visitor.arrive(one.url)
    const ben = await Visitor.arrive(two.url)
    await ann.request('join', { room })
    await ben.request('join', { room })
    redis.freeze()
    try {
      // It never answers: whoever waited for it would wait for ever.
      for (const text of ['One', 'Two', 'Three']) await ann.request('message', { room, text })
      await eventually(() => expect(ben.texts(room)).toEqual(['One', 'Two', 'Three']))
      const cem = await Visitor.arrive(one.url)
      await cem.request('join', { room })
      expect((await fetch(`${one.url}/ready`)).status).toBe(503)
    } finally {
      redis.thaw()
    }
    await eventually(async () => expect((await fetch(`${one.url}/ready`)).status).toBe(200))
    await eventually(async () => {
      const { members } = await ben.request('sync', { room, after: 0 })
      expect([members.count, members.settling]).toEqual([3, undefined])
    })
  })

  test('a server that starts without Redis serves, and joins the others once it is there', async () => {
    await redis.kill()
    const ann = await startServer({ database, redis: redis.url }).then(({ url }) =>
      Visitor.arrive(url),
    )
    const room = randomUUID()
    await ann.request('join', { room })
    await ann.request('message', { room, text: 'Alone' })
    await redis.start()
    const [two] = await startServers(1)
    const ben = await Visitor.arrive(two?.url ?? '')
    await eventually(async () => {
      const { members } = await ben.request('join', { room })
      expect(members.count).toBe(2)
    })
  })
})
