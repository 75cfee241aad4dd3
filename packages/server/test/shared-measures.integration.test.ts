import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually } from './eventually.js'
import { createDatabase, hasPostgres } from './real-postgres.js'
import { canStartRedis, startRedis, type RedisProcess } from './real-redis.js'
import { startServer } from './running-server.js'
import { Visitor } from './visitor.js'

const raid = { joins: 4, seconds: 60, factor: 1, forS: 600, slowModeS: 30, holdAll: false }

describe.runIf(canStartRedis && hasPostgres)('measures in several processes', () => {
  let redis: RedisProcess
  let database: string
  beforeAll(async () => {
    redis = await startRedis()
    database = await createDatabase()
  })
  afterAll(() => redis.dispose())

  async function startOne() {
    const server = await startServer({
      ...{ database, redis: redis.url },
      moderation: { measures: { raid } },
    })
    await eventually(async () => expect((await fetch(`${server.url}/ready`)).status).toBe(200))
    return server
  }

  test('slow mode holds for a visitor wherever they write', async () => {
    const [one, two] = [await startOne(), await startOne()]
    const room = randomUUID()
    await one.moderate(room, { type: 'settings', settings: { slowModeS: 600 } })
    const ann = await Visitor.arrive(one.url)
    await ann.request('join', { room })
    const id = randomUUID()
    expect(await ann.codeOf('message', { room, text: 'One', id })).toBe('ok')
    const again = await Visitor.arrive(two.url, { token: ann.session.token })
    await again.request('join', { room })
    expect(await again.codeOf('message', { room, text: 'Two' })).toBe('rate_limited')
    expect(await again.codeOf('message', { room, text: 'One', id })).toBe('ok')
  })

  test('a wave through all of them is one wave, and every one asks for a proof of work then', async () => {
    const [one, two] = [await startOne(), await startOne()]
    const room = randomUUID()
    for (const { url } of [one, two, one, two]) {
      const visitor = await Visitor.arrive(url)
      await visitor.request('join', { room })
    }
    for (const { url } of [one, two]) {
      await eventually(async () =>
        expect((await Visitor.arrive(url)).refusal?.code).toBe('challenge_required'),
      )
    }
    const { entries } = await two.review(room, 'audit')
    expect(entries.map(({ action }) => action)).toEqual(['raid'])
  })
})
