import { expect, test } from 'vitest'
import { apiRoutes } from '../../src/http/api/api-routes.js'
import { eventually } from '../eventually.js'
import { startServer } from '../running-server.js'
import { useTemporaryFolder } from '../temporary-folder.js'
import { Visitor } from '../visitor.js'
import { ADMIN_KEY, createCaller, startWithAdmin, type Call } from './caller.js'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = useTemporaryFolder()

async function createBot(call: Call, url: string, bot: object) {
  const { status, body } = await call('POST /bot-keys', bot)
  expect(status).toBe(201)
  return { bot: body, asBot: createCaller(url, body.key) }
}

test('a bot writes under its name, and deletes what is its own alone', async () => {
  const { url, call } = await startWithAdmin()
  const { bot, asBot } = await createBot(call, url, { name: 'News' })
  const ann = await Visitor.arrive(url)
  await ann.request('join', { room: 'tea' })
  const { message: foreign } = await ann.request('message', { room: 'tea', text: 'x' })

  const { status, body } = await asBot('POST /rooms/tea/messages', { text: 'Breaking' })
  expect(status).toBe(201)
  expect(body.message.user).toEqual({ id: `bot-${bot.id}`, name: 'News' })
  await eventually(() => expect(ann.texts('tea')).toContain('Breaking'))

  expect((await asBot(`DELETE /rooms/tea/messages/${foreign.id}`)).status).toBe(403)
  expect((await asBot(`DELETE /rooms/tea/messages/${body.message.id}`)).status).toBe(204)
  const { messages } = (await call('GET /rooms/tea/messages')).body
  expect(messages).toMatchObject([{ deleted: true }, { text: 'x' }])
})

test('a bot may do nothing else', async () => {
  const { url, call } = await startWithAdmin()
  const { asBot } = await createBot(call, url, { name: 'News' })
  const own = new Set(['POST /rooms/:room/messages', 'DELETE /rooms/:room/messages/:id'])
  for (const { method, path } of apiRoutes) {
    const place = `${method.toUpperCase()} ${path}`
    if (own.has(place)) continue
    const { status } = await asBot(
      place.replace(':room', 'tea').replace(':id', 'x'),
      method === 'get' ? undefined : {},
    )
    expect([place, status]).toEqual([place, 403])
  }
})

test('a bot stays in its rooms, keeps to what they allow, and can be muted', async () => {
  const { url, call } = await startWithAdmin()
  const { bot, asBot } = await createBot(call, url, { name: 'News', rooms: ['tea'] })
  const write = async (room: string) => {
    const { status, body } = await asBot(`POST /rooms/${room}/messages`, { text: 'x' })
    return [status, body.error?.code]
  }
  expect(await write('tea')).toEqual([201, undefined])
  expect(await write('pub')).toEqual([403, 'forbidden'])
  expect((await asBot('DELETE /rooms/pub/messages/x')).status).toBe(403)

  await call('PATCH /rooms/tea/settings', { readOnly: true })
  expect(await write('tea')).toEqual([403, 'read_only'])
  await call('PATCH /rooms/tea/settings', { readOnly: false })
  const action = { type: 'mute', user: `bot-${bot.id}`, seconds: 60 }
  await call('POST /rooms/tea/actions', { action })
  expect(await write('tea')).toEqual([403, 'muted'])
})

test('what a bot writes goes past the filters, and not past the hook onMessage', async () => {
  const answers = { held: { hold: 'Look' }, refused: { refuse: 'No' }, other: { text: 'Tea' } }
  const { url, call } = await startWithAdmin({
    hooks: { onMessage: ({ text }) => answers[text as keyof typeof answers] },
    moderation: { preset: 'strict' },
  })
  const { asBot } = await createBot(call, url, { name: 'News' })
  const write = async (text: string) => {
    const { status, body } = await asBot('POST /rooms/tea/messages', { text })
    return [status, body.error?.code ?? body.message.text]
  }
  expect(await write('plain')).toEqual([201, 'plain'])
  expect(await write('held')).toEqual([409, 'held'])
  expect(await write('refused')).toEqual([403, 'refused'])
  expect(await write('other')).toEqual([201, 'Tea'])
  expect((await call('GET /held')).body.entries).toMatchObject([{ text: 'held', reason: 'Look' }])
})

test('keys of bots are told once, listed without, and revoked', async () => {
  const { url, call } = await startWithAdmin()
  const { bot: first } = await createBot(call, url, { name: 'One' })
  const { bot: second, asBot } = await createBot(call, url, { name: 'Two', rooms: ['tea'] })
  const { body } = await call('GET /bot-keys')
  const { key: _, ...listed } = second
  expect(body.entries[0]).toEqual(listed)
  expect(JSON.stringify(body)).not.toContain(second.key)
  const page = (await call('GET /bot-keys?limit=1')).body
  expect((await call(`GET /bot-keys?before=${page.next}`)).body.entries).toMatchObject([
    { id: first.id },
  ])

  expect((await call(`DELETE /bot-keys/${second.id}`)).status).toBe(204)
  expect((await asBot('POST /rooms/tea/messages', { text: 'x' })).status).toBe(401)
  expect((await call(`DELETE /bot-keys/${second.id}`)).status).toBe(404)
  expect((await call('GET /audit')).body.entries).toMatchObject([
    { action: 'revoke_bot_key', target: second.id, details: { name: 'Two' } },
    { action: 'create_bot_key', target: second.id, details: { name: 'Two', rooms: ['tea'] } },
    { action: 'create_bot_key', target: first.id },
  ])
  for (const body of [{}, { name: ' ' }, { name: 'x', rooms: [] }, { name: 'x', role: 'host' }]) {
    expect((await call('POST /bot-keys', body)).status).toBe(400)
  }
})

test('a key outlives a restart, and does not stand in the database', async () => {
  const dataDir = join(folder, 'data')
  const options = { adminKey: ADMIN_KEY, database: 'sqlite', dataDir }
  const server = await startServer(options)
  const { bot } = await createBot(createCaller(server.url), server.url, { name: 'News' })
  await server.close()
  for (const file of readdirSync(dataDir)) {
    expect(readFileSync(join(dataDir, file)).includes(bot.key)).toBe(false)
  }
  const again = await startServer(options)
  const asBot = createCaller(again.url, bot.key)
  expect((await asBot('POST /rooms/tea/messages', { text: 'x' })).status).toBe(201)
})
