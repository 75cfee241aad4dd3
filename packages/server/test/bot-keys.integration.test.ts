import { expect, test } from 'vitest'
import { eventually } from './eventually.js'
import { startServer } from './running-server.js'
import { Visitor } from './visitor.js'

const room = 'tea'
const adminKey = 'the-key-of-the-operator-for-tests-0123456789'

async function startWithBot(bot: { name: string; rooms?: string[] }) {
  const server = await startServer({ adminKey })
  const call = async (method: string, path: string, body?: object) => {
    const response = await fetch(`${server.url}/api${path}`, {
      method,
      headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    })
    expect(response.ok).toBe(true)
    return response
  }
  const made = await call('POST', '/bot-keys', bot)
  const { id, key } = (await made.json()) as { id: string; key: string }
  return { server, key, revoke: () => call('DELETE', `/bot-keys/${id}`) }
}

test('a bot connects with its key, under its name, each time as the same user', async () => {
  const { server, key } = await startWithBot({ name: 'Timetable' })
  const first = await Visitor.arrive(server.url, { identity: key })
  const again = await Visitor.arrive(server.url, { identity: key })
  expect(first.session.user.name).toBe('Timetable')
  expect(again.session.user).toEqual(first.session.user)
  expect(await first.codeOf('name', { name: 'Other' })).toBe('forbidden')
  const { session } = await Visitor.arrive(server.url, { token: first.session.token })
  expect(session.user.id).not.toBe(first.session.user.id)
})

test('a bot goes past the filters and into rooms for identified people, and is bound by mutes', async () => {
  const { server, key } = await startWithBot({ name: 'Timetable' })
  const settings = { holdAll: true, identityRequired: true }
  await server.moderate(room, { type: 'settings', settings })
  const bot = await Visitor.arrive(server.url, { identity: key })
  await bot.request('join', { room })
  expect(await bot.codeOf('message', { room, text: 'Half past four' })).toBe('ok')
  await server.moderate(room, { type: 'mute', user: bot.session.user.id, seconds: 60 })
  expect(await bot.codeOf('message', { room, text: 'Five' })).toBe('muted')
})

test('a key for some rooms is good in no other', async () => {
  const { server, key } = await startWithBot({ name: 'Timetable', rooms: [room] })
  const bot = await Visitor.arrive(server.url, { identity: key })
  expect(await bot.codeOf('join', { room })).toBe('ok')
  expect(await bot.codeOf('join', { room: 'coffee' })).toBe('forbidden')
})

test('a revoked key closes the connection, and a wrong one refuses it', async () => {
  const { server, key, revoke } = await startWithBot({ name: 'Timetable' })
  const bot = await Visitor.arrive(server.url, { identity: key })
  await revoke()
  await eventually(() => expect(bot.isClosed).toBe(true))
  for (const identity of [key, `${key}x`, 'bot_']) {
    const { refusal } = await Visitor.arrive(server.url, { identity })
    expect(refusal?.code).toBe('forbidden')
  }
})
