import type { SettingsChange } from '@chat/protocol'
import { expect, test } from 'vitest'
import type { ChatServerOptions } from '../src/index.js'
import { eventually } from './eventually.js'
import { startServer } from './running-server.js'
import { Visitor } from './visitor.js'

const room = 'tea'

async function startWith(settings: SettingsChange, options: ChatServerOptions = {}) {
  const server = await startServer(options)
  await server.moderate(room, { type: 'settings', settings })
  return server
}

test('a room takes as many members as its setting says, or the server, whichever is less', async () => {
  const server = await startWith({ maxMembers: 2 }, { maxMembers: 3 })
  const tabs = []
  for (const name of ['Ann', 'Ben']) {
    const visitor = await Visitor.arrive(server.url, { name })
    expect(await visitor.codeOf('join', { room })).toBe('ok')
    tabs.push(visitor)
  }
  const [ann] = tabs
  const otherTab = await Visitor.arrive(server.url, { token: ann?.session.token })
  expect(await otherTab.codeOf('join', { room })).toBe('ok')
  const cem = await Visitor.arrive(server.url)
  expect(await cem.codeOf('join', { room })).toBe('room_full')

  await server.moderate(room, { type: 'settings', settings: { maxMembers: 100 } })
  expect(await cem.codeOf('join', { room })).toBe('ok')
  const dan = await Visitor.arrive(server.url)
  expect(await dan.codeOf('join', { room })).toBe('room_full')
})

test('a moderator comes into a full room', async () => {
  const server = await startWith({ maxMembers: 1 })
  const ann = await Visitor.arrive(server.url)
  await ann.request('join', { room })
  const { token } = await server.createModeratorLink({ room })
  const moderator = await Visitor.arrive(server.url, { links: [token] })
  expect((await moderator.request('join', { room })).members.count).toBe(2)
})

test('a room with a password opens to whoever knows it, and its settings never say which', async () => {
  const server = await startWith({ password: 'sesame' })
  const ann = await Visitor.arrive(server.url)
  expect(await ann.codeOf('join', { room })).toBe('password_required')
  expect(await ann.codeOf('join', { room, password: 'simsim' })).toBe('password_required')
  const { room: state } = await ann.request('join', { room, password: 'sesame' })
  expect(state.settings).toEqual({ readOnly: false, passwordRequired: true })
  expect(JSON.stringify(ann.pushed)).not.toContain('sesame')

  await server.moderate(room, { type: 'settings', settings: { password: null } })
  const ben = await Visitor.arrive(server.url)
  expect(await ben.codeOf('join', { room })).toBe('ok')
})

test('passwords can be tried so many times, by one person and from one network; right ones do not count', async () => {
  const rates = { password: { points: 3, seconds: 600 }, join: { points: 1_000, seconds: 10 } }
  const server = await startWith({ password: 'sesame' }, { rates })
  const ann = await Visitor.arrive(server.url)
  const guess = (visitor: Visitor, password: string) => visitor.codeOf('join', { room, password })
  for (let i = 0; i < 5; i += 1) expect(await guess(ann, 'sesame')).toBe('ok')

  // All at once, and with a new identity in between.
  const ben = await Visitor.arrive(server.url)
  const guesses = await Promise.all([guess(ben, 'a'), guess(ben, 'b')])
  expect(guesses).toEqual(['password_required', 'password_required'])
  const again = await Visitor.arrive(server.url)
  const more = await Promise.all(['c', 'd', 'e', 'sesame'].map((word) => guess(again, word)))
  expect(more).toEqual(['password_required', 'rate_limited', 'rate_limited', 'rate_limited'])
})

test('an unlisted room is in no list; everybody who knows its name may enter', async () => {
  const server = await startWith({ unlisted: true })
  const ann = await Visitor.arrive(server.url)
  await ann.request('join', { room })
  await ann.request('join', { room: 'coffee' })
  const rooms = async () => (await fetch(`${server.url}/rooms`)).json()
  expect(await rooms()).toEqual({ rooms: [{ name: 'coffee', members: 1 }] })

  await server.moderate(room, { type: 'settings', settings: { unlisted: null } })
  await eventually(async () => {
    expect(await rooms()).toMatchObject({ rooms: [{ name: 'coffee' }, { name: room }] })
  })
})

test('in a room that is read-only visitors read, and moderators write', async () => {
  const server = await startWith({ readOnly: true })
  const { token } = await server.createModeratorLink({ room })
  const moderator = await Visitor.arrive(server.url, { links: [token] })
  const ann = await Visitor.arrive(server.url)
  for (const visitor of [moderator, ann]) await visitor.request('join', { room })
  expect(await ann.codeOf('message', { room, text: 'Hi' })).toBe('read_only')
  await moderator.request('message', { room, text: 'News' })
  await eventually(() => expect(ann.texts(room)).toEqual(['News']))
})

test('what several moderators change of the settings at once all holds', async () => {
  const server = await startWith({ unlisted: true })
  const { token } = await server.createModeratorLink({ room })
  const moderator = await Visitor.arrive(server.url, { links: [token] })
  await moderator.request('join', { room })
  const change = (settings: SettingsChange) =>
    moderator.request('moderate', { room, action: { type: 'settings', settings } })
  await Promise.all([
    change({ password: 'between friends' }),
    change({ slowModeS: 10 }),
    change({ maxMembers: 20 }),
    server.moderate(room, { type: 'settings', settings: { readOnly: true } }),
  ])

  const { settings } = (await moderator.request('join', { room })).room
  expect(settings).toEqual({
    unlisted: true,
    passwordRequired: true,
    slowModeS: 10,
    maxMembers: 20,
    readOnly: true,
  })
})
