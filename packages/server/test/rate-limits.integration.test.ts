import { expect, test } from 'vitest'
import { eventually } from './eventually.js'
import { startServer } from './running-server.js'
import { Visitor } from './visitor.js'

const once = { points: 1, seconds: 60 }

test('a user who writes too often is told so and when to try again; others are not held up', async () => {
  const { url } = await startServer({ rates: { message: { points: 3, seconds: 60 } } })
  const ann = await Visitor.arrive(url)
  const ben = await Visitor.arrive(url)
  await ann.request('join', { room: 'tea' })
  await ben.request('join', { room: 'tea' })
  for (let sent = 0; sent < 3; sent += 1) await ann.request('message', { room: 'tea', text: 'x' })

  expect(await ann.ask('message', { room: 'tea', text: 'x' })).toMatchObject({
    ok: false,
    error: { code: 'rate_limited', message: expect.stringContaining('messages') as string },
  })
  const refused = await ann.ask('message', { room: 'tea', text: 'x' })
  const retryAfter = refused.ok ? 0 : (refused.error.retryAfter ?? 0)
  expect(retryAfter).toBeGreaterThan(1_000)
  expect(retryAfter).toBeLessThanOrEqual(60_000)
  expect(await ben.codeOf('message', { room: 'tea', text: 'x' })).toBe('ok')
})

test('a new connection does not reset what was counted', async () => {
  const { url } = await startServer({ rates: { message: once } })
  const ann = await Visitor.arrive(url)
  await ann.request('join', { room: 'tea' })
  await ann.request('message', { room: 'tea', text: 'x' })
  ann.leave()

  const again = await Visitor.arrive(url, { token: ann.session.token })
  await again.request('join', { room: 'tea' })

  expect(await again.codeOf('message', { room: 'tea', text: 'x' })).toBe('rate_limited')
})

test('every kind of request is counted', async () => {
  const { url } = await startServer({
    rates: { change: once, join: { points: 2, seconds: 60 }, history: once, name: once },
  })
  const ann = await Visitor.arrive(url)
  await ann.request('join', { room: 'tea' })
  const { message } = await ann.request('message', { room: 'tea', text: 'x' })
  const twice = async (name: string, payload: object) => [
    await ann.codeOf(name, payload),
    await ann.codeOf(name, payload),
  ]

  expect(await twice('sync', { room: 'tea', after: 0 })).toEqual(['ok', 'rate_limited'])
  expect(await twice('history', { room: 'tea', before: 9 })).toEqual(['ok', 'rate_limited'])
  expect(await twice('name', { name: 'Annabel' })).toEqual(['ok', 'rate_limited'])
  expect(await twice('edit', { room: 'tea', id: message.id, text: 'y' })).toEqual([
    'ok',
    'rate_limited',
  ])
})

test('edits, reactions and deletions are counted together, typing by itself', async () => {
  const { url } = await startServer({
    rates: { change: { points: 3, seconds: 60 }, typing: once },
  })
  const ann = await Visitor.arrive(url)
  await ann.request('join', { room: 'tea' })
  const { message } = await ann.request('message', { room: 'tea', text: 'x' })
  const { id } = message

  expect(await ann.codeOf('edit', { room: 'tea', id, text: 'y' })).toBe('ok')
  expect(await ann.codeOf('react', { room: 'tea', id, emoji: '👍', on: true })).toBe('ok')
  expect(await ann.codeOf('delete', { room: 'tea', id })).toBe('ok')
  for (const name of ['edit', 'react', 'delete']) {
    const payload = { room: 'tea', id, text: 'z', emoji: '👍', on: true }
    expect(await ann.codeOf(name, payload)).toBe('rate_limited')
  }
  expect(await ann.codeOf('typing', { room: 'tea', on: true })).toBe('ok')
  expect(await ann.codeOf('typing', { room: 'tea', on: true })).toBe('rate_limited')
})

test('joining is counted', async () => {
  const { url } = await startServer({ rates: { join: once } })
  const ann = await Visitor.arrive(url)
  expect(await ann.codeOf('join', { room: 'tea' })).toBe('ok')
  expect(await ann.codeOf('join', { room: 'coffee' })).toBe('rate_limited')
})

test('an address has so many handshakes', async () => {
  const { url } = await startServer({ rates: { handshake: { points: 2, seconds: 60 } } })
  await Visitor.arrive(url)
  await Visitor.arrive(url)

  const third = await Visitor.arrive(url)

  expect(third.refusal).toMatchObject({ code: 'rate_limited' })
  expect(third.refusal?.retryAfter).toBeGreaterThan(0)
})

test('an address has so many connections; one that goes makes room', async () => {
  const { url } = await startServer({ rates: {}, maxConnectionsPerAddress: 2 })
  const first = await Visitor.arrive(url)
  await Visitor.arrive(url)

  const third = await Visitor.arrive(url)
  expect(third.refusal).toMatchObject({ code: 'rate_limited' })
  expect(third.refusal?.message).toContain('2 connections')
  first.leave()

  await eventually(async () => {
    expect((await Visitor.arrive(url)).refusal).toBeUndefined()
  })
})

test('behind a trusted proxy each visitor has an address of their own', async () => {
  const { url } = await startServer({
    rates: {},
    maxConnectionsPerAddress: 1,
    trustedProxies: ['loopback'],
  })
  const from = (address: string) =>
    Visitor.arrive(url, {}, { extraHeaders: { 'X-Forwarded-For': address } })

  expect((await from('203.0.113.1')).refusal).toBeUndefined()
  expect((await from('203.0.113.2')).refusal).toBeUndefined()
  expect((await from('203.0.113.2')).refusal).toMatchObject({ code: 'rate_limited' })
})

test('with the limits off nothing is counted', async () => {
  const { url } = await startServer({ rates: 'off', maxConnectionsPerAddress: 1 })
  await Visitor.arrive(url)
  const ann = await Visitor.arrive(url)
  await ann.request('join', { room: 'tea' })
  const codes = await Promise.all(
    Array.from({ length: 100 }, () => ann.codeOf('message', { room: 'tea', text: 'x' })),
  )
  expect(new Set(codes)).toEqual(new Set(['ok']))
})
