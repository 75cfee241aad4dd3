import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ChatServerOptions } from '../src/index.js'
import { createClosedDoor } from './closed-door.js'
import { eventually } from './eventually.js'
import { createDatabase, hasPostgres } from './real-postgres.js'
import { canStartRedis, startRedis, type RedisProcess } from './real-redis.js'
import { startServer } from './running-server.js'
import { site } from './site.js'
import { Visitor } from './visitor.js'

describe.runIf(canStartRedis && hasPostgres)('moderation of several processes', () => {
  let redis: RedisProcess
  let database: string
  beforeAll(async () => {
    redis = await startRedis()
    database = await createDatabase()
  })
  afterAll(() => redis.dispose())

  async function startPair(options: ChatServerOptions = {}) {
    const servers = []
    for (let index = 0; index < 2; index += 1) {
      const own = { database, redis: redis.url, identity: site.identity }
      servers.push(await startServer({ ...own, ...options }))
    }
    const [one, two] = servers
    if (!one || !two) throw new Error('There are not two.')
    for (const { url } of servers) {
      await eventually(async () => expect((await fetch(`${url}/ready`)).status).toBe(200))
    }
    return [one, two] as const
  }

  test('a link made on one is good on the other, and revoked there ends at once', async () => {
    const [one, two] = await startPair()
    const room = randomUUID()
    const { id, token } = await one.createModeratorLink({ room })
    const ann = await Visitor.arrive(two.url, { links: [token] })
    expect((await ann.request('join', { room })).you).toEqual({ role: 'moderator' })
    const ben = await Visitor.arrive(one.url)
    const { members } = await ben.request('join', { room })
    expect(members.list).toContainEqual({ ...ann.session.user, role: 'moderator' })

    await one.revokeModeratorLink(id)
    await eventually(() => {
      expect(ann.pushed.notice).toMatchObject([{ code: 'role_ended', room }])
      const told = ben.pushed.presence.flatMap(({ joined }) => joined)
      expect(told.findLast((user) => user.id === ann.session.user.id)).toEqual(ann.session.user)
    })
    const late = await Visitor.arrive(two.url, { links: [token] })
    expect((await late.request('join', { room })).you).toBeUndefined()
  })

  test('a new name is told of on the other too, in rooms that its bearer is in there alone', async () => {
    const [one, two] = await startPair()
    const [here, there] = [randomUUID(), randomUUID()]
    const ann = await Visitor.arrive(one.url, { name: 'Ann' })
    await ann.request('join', { room: here })
    const tab = await Visitor.arrive(two.url, { token: ann.session.token })
    const ben = await Visitor.arrive(two.url, { name: 'Ben' })
    for (const visitor of [tab, ben]) await visitor.request('join', { room: there })
    await ann.request('name', { name: 'Annabel' })

    const { id } = ann.session.user
    await eventually(() => {
      const told = ben.pushed.presence.flatMap(({ joined }) => joined)
      expect(told.findLast((user) => user.id === id)).toEqual({ id, name: 'Annabel' })
    })
    const { members } = await ben.request('join', { room: there })
    expect(members.list).toContainEqual({ id, name: 'Annabel' })
  })

  test('whom the site has signed is the same user on both', async () => {
    const [one, two] = await startPair()
    const identity = await site.sign({ sub: '42', name: 'Ann' })
    const ids = []
    for (const { url } of [one, two]) {
      ids.push((await Visitor.arrive(url, { identity })).session.user.id)
    }
    expect(new Set(ids).size).toBe(1)
  })

  test('a mute and a ban made on one are felt at once on the other, also by a fresh identity', async () => {
    const [one, two] = await startPair()
    const room = randomUUID()
    const troll = await Visitor.arrive(two.url)
    await troll.request('join', { room })
    const user = troll.session.user.id
    await one.moderate(room, { type: 'mute', user, seconds: 600 })
    await eventually(() => expect(troll.pushed.notice).toMatchObject([{ code: 'muted', room }]))
    expect(await troll.codeOf('message', { room, text: 'HEY' })).toBe('muted')

    await one.moderate(room, { type: 'ban', user })
    await eventually(() =>
      expect(troll.pushed.notice).toMatchObject([{}, { code: 'banned', room }]),
    )
    // The process that banned learns from the other where the person comes from.
    await eventually(async () => {
      for (const { url } of [one, two]) {
        const fresh = await Visitor.arrive(url)
        expect(await fresh.codeOf('join', { room })).toBe('banned')
        fresh.leave()
      }
    })
  })

  test('without Redis a revoked link and a ban are felt within seconds', async () => {
    const [one, two] = await startPair()
    const room = randomUUID()
    const { id, token } = await one.createModeratorLink({ room })
    const ann = await Visitor.arrive(two.url, { links: [token] })
    const troll = await Visitor.arrive(two.url)
    for (const visitor of [ann, troll]) await visitor.request('join', { room })
    await redis.kill()
    try {
      await one.revokeModeratorLink(id)
      await one.moderate(room, { type: 'ban', user: troll.session.user.id })
      await eventually(() => {
        // From the same network and as new as the troll, she is then taken for the same person.
        expect(ann.pushed.notice).toMatchObject([
          { code: 'role_ended', room },
          { code: 'banned', room },
        ])
        expect(troll.pushed.notice).toMatchObject([{ code: 'banned', room }])
      })
    } finally {
      await redis.start()
    }
  })

  test("a room's own bound on members holds for both together", async () => {
    const [one, two] = await startPair()
    const room = randomUUID()
    await one.moderate(room, { type: 'settings', settings: { maxMembers: 2 } })
    const codes = []
    for (const { url } of [one, two, one, two]) {
      codes.push(await (await Visitor.arrive(url)).codeOf('join', { room }))
    }
    expect(codes).toEqual(['ok', 'ok', 'room_full', 'room_full'])
  })

  test('what one has read for somebody who was gone by then is not taken for how the room is', async () => {
    const { onJoin, knocked, open } = createClosedDoor()
    const [one, two] = await startPair({ hooks: { onJoin }, metrics: true })
    const room = randomUUID()
    await two.moderate(room, { type: 'settings', settings: { slowModeS: 1 } })
    const hasty = await Visitor.arrive(one.url)
    hasty.socket.emit('join', { room })
    await knocked()
    hasty.leave()
    const read = async (path: string) => (await fetch(`${one.url}${path}`)).text()
    await eventually(async () => expect(await read('/metrics')).toMatch(/^chat_connections 0$/m))
    open()
    await eventually(async () => expect(await read('/rooms')).toContain(room))
    const stranger = await Visitor.arrive(one.url)
    await two.moderate(room, { type: 'settings', settings: { password: 'for friends' } })

    expect(await stranger.codeOf('join', { room })).toBe('password_required')
  })
})
