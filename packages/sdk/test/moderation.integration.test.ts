import type { HeldMessage } from '@chat/protocol'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { moderate } from '../src/moderation.js'
import { eventually } from './eventually.js'
import { no } from './fake-answer.js'
import { SOMEBODY } from './fake-server.js'
import { makeClient, startServer } from './stage.js'

const room = 'support'
const HELD = no('held').answer

describe('a message that is held', () => {
  async function sendHeld() {
    const server = await startServer()
    server.override('message', () => HELD)
    const joined = await makeClient(server).join(room)
    const sent = joined.send('Hello')
    // Whoever does not wait for it does not hear that the client was closed.
    sent.catch(() => {})
    await eventually(() => expect(joined.pending).toMatchObject([{ state: 'held' }]))
    return { server, joined, sent, id: joined.pending[0]?.id ?? '' }
  }

  test('waits in pending, and is sent once a moderator lets it in', async () => {
    const { server, joined, sent, id } = await sendHeld()
    expect(joined.pending[0]?.error).toBeUndefined()
    const user = server.requests[0]?.user ?? SOMEBODY
    const message = { id, seq: 1, at: new Date().toISOString(), user, text: 'Hello' }
    server.publish(room, { type: 'message', message })
    expect(await sent).toMatchObject({ id, text: 'Hello' })
    expect(joined.pending).toEqual([])
  })

  test('does not keep the next one waiting', async () => {
    const { server, joined } = await sendHeld()
    server.override('message', () => undefined)
    expect(await joined.send('And this?')).toMatchObject({ text: 'And this?' })
    expect(joined.pending).toMatchObject([{ text: 'Hello', state: 'held' }])
  })

  test('has failed once a moderator has refused it, and may be sent again or discarded', async () => {
    const { server, joined, sent, id } = await sendHeld()
    server.push('notice', { code: 'refused', message: 'Not here.', room, id })
    await expect(sent).rejects.toMatchObject({ code: 'refused', message: 'Not here.' })
    expect(joined.pending).toMatchObject([{ state: 'failed', error: { code: 'refused' } }])
    joined.retry(id)
    await eventually(() => expect(joined.pending).toMatchObject([{ state: 'held' }]))
    joined.discard(id)
    expect(joined.pending).toEqual([])
  })

  test('is asked about again after a lost connection, under its id', async () => {
    const { server, joined, id } = await sendHeld()
    server.cut()
    await eventually(() => expect(server.asked('message')).toHaveLength(2))
    expect(server.asked('message').map((asked) => asked.id)).toEqual([id, id])
    await eventually(() => expect(joined.pending).toMatchObject([{ state: 'held' }]))
  })
})

describe('what this user may do', () => {
  test('comes with the answer to a join, and changes with notices', async () => {
    const server = await startServer()
    // By the clock of the server, which goes right. That of the device shows an hour less.
    const mutedUntil = new Date(Date.now() + 60_000).toISOString()
    const now = Date.now.bind(Date)
    const clock = vi.spyOn(Date, 'now').mockImplementation(() => now() - 3_600_000)
    onTestFinished(() => clock.mockRestore())
    const log = server.log(room)
    const you = { mutedUntil, muteReason: 'Shouting' }
    server.override('join', () => ({ ok: true, ...log.snapshot(50), you }))
    const joined = makeClient(server).room(room)
    expect(joined.you).toEqual({})
    const untilOf = () => Date.parse(joined.you.mutedUntil ?? '')
    await joined.join()
    expect(joined.you.muteReason).toBe('Shouting')
    expect(Math.abs(untilOf() - Date.now() - 60_000)).toBeLessThan(30_000)

    server.push('notice', { code: 'unmuted', message: 'You may write again.', room })
    await eventually(() => expect(joined.you).toEqual({}))
    const before = Date.now()
    const notice = { code: 'muted', message: 'Muted.', room, retryAfter: 60_000, reason: 'Rude' }
    server.push('notice', notice)
    await eventually(() => expect(joined.you.muteReason).toBe('Rude'))
    expect(untilOf()).toBeGreaterThanOrEqual(before + 60_000)
    expect(untilOf()).toBeLessThan(before + 90_000)
  })

  test('is nothing for whoever is banned, who is told until when and why', async () => {
    const server = await startServer()
    const joined = await makeClient(server).join(room)
    const why = { retryAfter: 60_000, reason: 'Rude' }
    server.push('notice', { code: 'banned', message: 'Banned: Rude', room, ...why })
    await eventually(() => expect(joined.status).toBe('refused'))
    expect(joined.snapshot.error).toMatchObject({ code: 'banned', ...why })
  })

  test('in one room is not what they may do in others', async () => {
    const server = await startServer()
    const client = makeClient(server)
    await client.join(room)
    const { user } = client
    if (!user) throw new Error('There is no user.')
    const renamed: string[] = []
    client.on('user', ({ name }) => renamed.push(name))
    const presence = { room, count: 1, seq: 0, left: [] }
    server.push('presence', { ...presence, joined: [{ ...user, role: 'moderator' }] })
    server.push('presence', { ...presence, joined: [{ ...user, name: 'Zed', role: 'moderator' }] })
    await eventually(() => expect(renamed).toEqual(['Zed']))
    expect(client.user).toEqual({ ...user, name: 'Zed' })
  })

  test('is as for everybody once a role has ended', async () => {
    const server = await startServer()
    const log = server.log(room)
    server.override('join', () => ({ ok: true, ...log.snapshot(50), you: { role: 'moderator' } }))
    const joined = await makeClient(server).join(room)
    expect(joined.snapshot.you).toEqual({ role: 'moderator' })
    server.push('notice', { code: 'role_ended', message: 'Over.', room })
    await eventually(() => expect(joined.you).toEqual({}))
  })
})

test('a password is presented at the door, and again after a lost connection', async () => {
  const server = await startServer()
  server.override('join', ({ password }) =>
    password === 'sesame' ? undefined : no('password_required').answer,
  )
  const joined = makeClient(server).room(room)
  await expect(joined.join()).rejects.toMatchObject({ code: 'password_required' })
  await joined.join({ password: 'sesame' })
  server.cut()
  await eventually(() => expect(server.asked('join')).toHaveLength(3))
  await eventually(() => expect(joined.status).toBe('joined'))
  expect(server.asked('join').map(({ password }) => password)).toEqual([
    undefined,
    'sesame',
    'sesame',
  ])
})

test('a moderator link is presented at every connection; one that is added, at once', async () => {
  const server = await startServer()
  const client = makeClient(server, { links: ['one'] })
  const joined = await client.join(room)
  client.addLink('two')
  await eventually(() => expect(server.handshakes).toHaveLength(2))
  await eventually(() => expect(joined.status).toBe('joined'))
  expect(server.handshakes.map(({ links }) => links)).toEqual([['one'], ['one', 'two']])
})

test('a report puts a message before the moderators', async () => {
  const server = await startServer()
  const joined = await makeClient(server).join(room)
  await joined.report('m', 'Rude')
  expect(server.asked('report')).toEqual([{ room, id: 'm', reason: 'Rude' }])
})

test('how much waits for moderators is an event of the room', async () => {
  const server = await startServer()
  const joined = await makeClient(server).join(room)
  const heard: unknown[] = []
  joined.on('moderation', (counts) => heard.push(counts))
  server.push('moderation', { room, reports: 2, held: 1 })
  await eventually(() => expect(heard).toEqual([{ room, reports: 2, held: 1 }]))
})

describe('a moderator', () => {
  test('asks for each thing in the words of the protocol', async () => {
    const server = await startServer()
    const desk = moderate(await makeClient(server).join(room))
    await desk.delete('m', 'Advertising')
    await desk.mute('u', { seconds: 600 })
    await desk.ban('u', { erase: true, everywhere: false, reason: 'Spam' })
    await desk.lift('s')
    await desk.clear()
    await desk.clear({ of: 'u' })
    await desk.changeSettings({ readOnly: true, slowModeS: null })
    await desk.approve('m')
    await desk.reject('m')
    await desk.resolve('m', 'dismissed')
    expect(server.asked('moderate').map(({ action, reason }) => [action, reason])).toEqual([
      [{ type: 'delete', id: 'm' }, 'Advertising'],
      [{ type: 'mute', user: 'u', seconds: 600 }, undefined],
      [{ type: 'ban', user: 'u', erase: true }, 'Spam'],
      [{ type: 'lift', sanction: 's' }, undefined],
      [{ type: 'clear' }, undefined],
      [{ type: 'clear', of: 'u' }, undefined],
      [{ type: 'settings', settings: { readOnly: true, slowModeS: null } }, undefined],
      [{ type: 'approve', id: 'm' }, undefined],
      [{ type: 'reject', id: 'm' }, undefined],
      [{ type: 'resolve', id: 'm', outcome: 'dismissed' }, undefined],
    ])
  })

  test('is told why something could not be done', async () => {
    const server = await startServer()
    const desk = moderate(await makeClient(server).join(room))
    server.override('moderate', () => no('forbidden').answer)
    await expect(desk.clear()).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('looks through a list page by page, without what cannot be read', async () => {
    const server = await startServer()
    const desk = moderate(await makeClient(server).join(room))
    const entry: HeldMessage = { id: 'm', user: SOMEBODY, text: 'Hi', at: '2030', reason: 'New' }
    const entries = [entry, { ...entry, text: 7 }, null, { ...entry, more: 'of a newer server' }]
    server.override('review', () => ({ ok: true, entries, hasMore: true }))
    expect(await desk.review('held', { before: 'k', limit: 4 })).toEqual({
      entries: [entry, { ...entry, more: 'of a newer server' }],
      hasMore: true,
    })
    expect(server.asked('review')).toEqual([{ room, list: 'held', before: 'k', limit: 4 }])
  })
})
