import type { Push } from '@chat/protocol'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SessionTokens } from '../src/identity/session-token.js'
import type { ChatServerOptions } from '../src/index.js'
import { eventually } from './eventually.js'
import { createDatabase, hasPostgres } from './real-postgres.js'
import { canStartRedis, startRedis, type RedisProcess } from './real-redis.js'
import { startServer } from './running-server.js'
import { Visitor } from './visitor.js'
import { SECRET, WebhookReceiver } from './webhook-receiver.js'

describe.runIf(canStartRedis && hasPostgres)(
  'three servers on one PostgreSQL and one Redis',
  () => {
    const secret = 'sixteen letters.'
    let redis: RedisProcess
    let database: string
    beforeAll(async () => {
      redis = await startRedis()
      database = await createDatabase()
    })
    afterAll(() => redis.dispose())

    async function startThree(options: ChatServerOptions = {}) {
      const start = () => startServer({ database, redis: redis.url, secret, ...options })
      const [one, two, three] = [await start(), await start(), await start()]
      for (const { url } of [one, two, three]) {
        await eventually(async () => expect((await fetch(`${url}/ready`)).status).toBe(200))
      }
      return { one, two, three, room: randomUUID() }
    }

    /** Of somebody who has been around for a day. */
    function regularToken(): string {
      const since = Date.now() - 86_400_000
      const user = { id: randomUUID(), name: 'Ann' }
      return new SessionTokens(Buffer.from(secret)).issue({ user, since, isOfSite: false })
    }

    async function enter(url: string, room: string, auth: object = {}): Promise<Visitor> {
      const visitor = await Visitor.arrive(url, auth)
      await visitor.request('join', { room })
      return visitor
    }

    test('a moderator on one bans a visitor of another, who finds all of them closed, also as somebody new', async () => {
      const { one, two, three, room } = await startThree()
      const { token } = await one.createModeratorLink({ room })
      const mira = await enter(one.url, room, { links: [token] })
      const mallory = await enter(two.url, room)
      const ann = await enter(three.url, room, { token: regularToken() })
      const user = mallory.session.user.id
      await mira.request('moderate', { room, action: { type: 'ban', user, seconds: 600 } })
      await eventually(() => {
        expect(mallory.pushed.notice).toMatchObject([{ code: 'banned', room }])
      })
      await eventually(async () => {
        for (const { url } of [one, two, three]) {
          const again = await Visitor.arrive(url, { token: mallory.session.token })
          expect(await again.codeOf('join', { room })).toBe('banned')
          const fresh = await Visitor.arrive(url)
          expect(await fresh.codeOf('join', { room })).toBe('banned')
        }
      })
      expect(await ann.codeOf('message', { room, text: 'Quiet now.' })).toBe('ok')
      const { entries } = await mira.request('review', { room, list: 'sanctions' })
      const [ban] = entries as { id: string }[]
      await mira.request('moderate', { room, action: { type: 'lift', sanction: ban?.id ?? '' } })
      await eventually(async () => {
        const again = await Visitor.arrive(three.url, { token: mallory.session.token })
        expect(await again.codeOf('join', { room })).toBe('ok')
      })
    })

    test('a message held on one is let through on another, and appears once on all, by its author', async () => {
      const { one, two, three, room } = await startThree()
      await one.moderate(room, { type: 'settings', settings: { holdAll: true } })
      const { token } = await two.createModeratorLink({ room })
      const mira = await enter(two.url, room, { links: [token] })
      const ann = await enter(one.url, room, { name: 'Ann' })
      const ben = await enter(three.url, room)
      const id = randomUUID()
      expect(await ann.codeOf('message', { room, id, text: 'Hello' })).toBe('held')
      await eventually(() => {
        expect(mira.pushed.moderation.at(-1)).toEqual({ room, reports: 0, held: 1 })
      })
      await mira.request('moderate', { room, action: { type: 'approve', id } })
      for (const visitor of [ann, ben, mira]) {
        await eventually(() => expect(visitor.texts(room)).toEqual(['Hello']))
      }
      const { message } = await ann.request('message', { room, id, text: 'Hello' })
      expect(message).toMatchObject({ id, user: { name: 'Ann' } })
      expect(ben.texts(room)).toEqual(['Hello'])
    })

    test('whose held message is refused on one is told on another', async () => {
      const { one, three, room } = await startThree()
      await one.moderate(room, { type: 'settings', settings: { holdAll: true } })
      const ann = await enter(three.url, room)
      const id = randomUUID()
      await ann.codeOf('message', { room, id, text: 'Hello' })
      await one.moderate(room, { type: 'reject', id })
      await eventually(() => {
        expect(ann.pushed.notice).toMatchObject([{ code: 'refused', room, id }])
      })
      expect(await ann.codeOf('message', { room, id, text: 'Hello' })).toBe('refused')
    })

    test('a room that is cleared on one is empty on all, and its text is gone from the database', async () => {
      const { one, two, three, room } = await startThree()
      const ann = await enter(one.url, room)
      const ben = await enter(three.url, room)
      for (const text of ['one', 'two']) await ann.request('message', { room, text })
      await two.moderate(room, { type: 'clear' })
      await eventually(() => {
        expect(ben.events(room).at(-1)).toMatchObject({ type: 'clear', upTo: 2 })
      })
      const { messages, hasMore } = await ben.request('history', { room, before: 100 })
      expect({ messages, hasMore }).toEqual({ messages: [], hasMore: false })
      const carl = await enter(two.url, room)
      const replay = await carl.request('sync', { room, after: 0 })
      expect(JSON.stringify(replay)).not.toMatch(/"text":"(one|two)"/)
    })

    test('who moves from one to another comes and goes once for hooks and webhooks', async () => {
      const receiver = await WebhookReceiver.open()
      const gone: string[] = []
      const { one, two, room } = await startThree({
        webhooks: [{ url: receiver.url, secret: SECRET, events: ['join', 'leave', 'message'] }],
        hooks: { onLeave: ({ user }) => gone.push(user.name) },
      })
      const ben = await enter(one.url, room, { name: 'Ben' })
      const carl = await enter(two.url, room, { name: 'Carl' })
      const ann = await Visitor.arrive(one.url, { name: 'Ann' })
      const { id } = ann.session.user
      const comeAndGo = async (visitor: Visitor, times: number) => {
        const heard = async (of: (push: Push<'presence'>) => string[]) => {
          for (const { pushed } of [ben, carl]) {
            await eventually(() => {
              const ids = pushed.presence.flatMap(of)
              expect(ids.filter((one) => one === id)).toHaveLength(times)
            })
          }
        }
        await visitor.request('join', { room })
        await heard(({ joined }) => joined.map((user) => user.id))
        await visitor.request('leave', { room })
        await heard(({ left }) => left)
        visitor.leave()
      }
      await comeAndGo(ann, 1)
      await comeAndGo(await Visitor.arrive(two.url, { token: ann.session.token }), 2)
      await ben.request('message', { room, text: 'Both have told what they have to tell.' })
      await eventually(() => expect(receiver.texts).toHaveLength(1))
      const ofAnn = receiver.taken.filter(
        ({ room: of, data }) => of === room && (data['user'] as { id?: string }).id === id,
      )
      expect(ofAnn.map(({ type }) => type)).toEqual(['join', 'leave', 'join', 'leave'])
      expect(gone).toEqual(['Ann', 'Ann'])
    })

    test('webhooks are sent once and in order, whichever of them wrote', async () => {
      const receiver = await WebhookReceiver.open()
      const { one, two, three, room } = await startThree({
        webhooks: [{ url: receiver.url, secret: SECRET, events: ['message'] }],
      })
      const writers = await Promise.all([one, two, three].map(({ url }) => enter(url, room)))
      const texts = Array.from({ length: 12 }, (_, index) => `${index}`)
      for (const [index, text] of texts.entries()) {
        await writers[index % 3]?.request('message', { room, text })
      }
      await eventually(() => expect(receiver.texts).toEqual(texts))
    })
  },
)
