import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { isErrorCode, type ErrorCode } from '../error-code.js'
import { DEFAULT_LIMITS } from '../limits.js'
import type { Payload, RequestName } from '../requests.js'
import { createHandshakeSchema, createRequestSchemas } from './requests.js'

const schemas = createRequestSchemas(DEFAULT_LIMITS)
const id = '0b8a1f9e-6f0a-4d52-9c0e-1d6f5b3a2c71'
const room = 'support'

/** The code of the error that a payload is answered with; undefined for one that is taken. */
function refusal(name: RequestName, payload: unknown): ErrorCode | undefined {
  const result = v.safeParse(schemas[name], payload, { abortEarly: true })
  if (result.success) return undefined
  const { message } = result.issues[0]
  return isErrorCode(message) ? message : 'invalid_payload'
}

const taken: { [N in RequestName]: Payload<N>[] } = {
  join: [
    { room },
    { room, after: 0, epoch: 'e', limit: 1, password: 'p' },
    { room, limit: 10_000 },
  ],
  leave: [{ room }],
  message: [
    { room, text: 'Hello' },
    { room, text: 'a\nb', id, replyTo: id.toUpperCase() },
  ],
  edit: [{ room, id, text: 'Hello' }],
  delete: [{ room, id }],
  react: [
    { room, id, emoji: '👍', on: true },
    { room, id, emoji: '👍', on: false },
  ],
  history: [
    { room, before: 0 },
    { room, before: 9, limit: 50 },
  ],
  sync: [
    { room, after: 0 },
    { room, after: Number.MAX_SAFE_INTEGER, epoch: 'e' },
  ],
  typing: [{ room, on: true }],
  name: [{ name: 'Quiet Otter' }, { name: '李' }],
  report: [{ room, id, reason: 'An insult.' }],
  moderate: [
    { room, action: { type: 'delete', id } },
    { room, action: { type: 'mute', user: 'ann', seconds: 60 }, reason: 'Shouting.' },
    { room, action: { type: 'ban', user: 'ann' } },
    { room, action: { type: 'ban', user: 'ann', seconds: 60, everywhere: true, erase: true } },
    { room, action: { type: 'lift', sanction: 's' } },
    { room, action: { type: 'clear' } },
    { room, action: { type: 'clear', of: 'ann' } },
    { room, action: { type: 'settings', settings: { readOnly: true, slowModeS: null } } },
    { room, action: { type: 'settings', settings: { preset: 'strict', password: 'p' } } },
    { room, action: { type: 'approve', id } },
    { room, action: { type: 'reject', id } },
    { room, action: { type: 'resolve', id, outcome: 'acted' } },
  ],
  review: [
    { room, list: 'reports' },
    { room, list: 'audit', before: 'k', limit: 10 },
  ],
}

const names = Object.keys(taken) as RequestName[]
const cases = names.flatMap((name) => taken[name].map((payload) => ({ name, payload })))

test.each(cases)('$name takes $payload as it is', ({ name, payload }) => {
  expect(v.parse(schemas[name], payload)).toEqual(payload)
})

const optional: { [N in RequestName]: string[] } = {
  join: ['after', 'epoch', 'limit', 'password'],
  leave: [],
  message: ['id', 'replyTo'],
  edit: [],
  delete: [],
  react: [],
  history: ['limit'],
  sync: ['epoch'],
  typing: [],
  name: [],
  report: [],
  moderate: ['reason'],
  review: ['before', 'limit'],
}

describe.each(cases)('$name of $payload', ({ name, payload }) => {
  test.each(Object.keys(payload))('is malformed with another type of %s', (key) => {
    for (const wrong of [null, 7.5, NaN, {}, []]) {
      expect(refusal(name, { ...payload, [key]: wrong })).toBe('invalid_payload')
    }
  })

  test.each(Object.keys(payload))('without %s is malformed only where that is required', (key) => {
    const { [key]: _, ...rest } = payload as Record<string, unknown>
    expect(refusal(name, rest)).toBe(optional[name].includes(key) ? undefined : 'invalid_payload')
  })
})

test.each(names)('%s that is no object is malformed', (name) => {
  for (const wrong of [undefined, null, 'support', 7, [], true]) {
    expect(refusal(name, wrong)).toBe('invalid_payload')
  }
})

const inRooms = names.filter((name) => name !== 'name')

test.each(inRooms)('%s of what is no room name is told so', (name) => {
  for (const wrong of ['', ' ', '-x', 'a b', 'x'.repeat(65), '<script>']) {
    expect(refusal(name, { ...taken[name][0], room: wrong }), wrong).toBe('invalid_room')
  }
})

test.each(['message', 'edit'] as const)('%s of a text that is too long is told so', (name) => {
  const send = (text: string) => refusal(name, { ...taken[name][0], text })
  expect(send('👍'.repeat(4_000))).toBeUndefined()
  expect(send('👍'.repeat(4_001))).toBe('too_long')
  expect(send('x'.repeat(4_001))).toBe('too_long')
})

test.each(['message', 'edit'] as const)('%s of a text that shows nothing is malformed', (name) => {
  for (const text of ['', ' \n', '\u0000', 'a\u0007', '\u200b']) {
    expect(refusal(name, { ...taken[name][0], text })).toBe('invalid_payload')
  }
})

test.each(['message', 'edit', 'delete', 'react'] as const)('%s takes UUIDs only', (name) => {
  for (const wrong of ['', 'x', '1', `${id}0`, ` ${id}`, `${id}\n`, id.replaceAll('-', '')]) {
    expect(refusal(name, { ...taken[name][0], id: wrong }), wrong).toBe('invalid_payload')
  }
})

test.each([
  ['join', 'after'],
  ['join', 'limit'],
  ['sync', 'after'],
  ['history', 'before'],
  ['history', 'limit'],
] as const)('%s takes whole numbers only for %s', (name, key) => {
  for (const wrong of [-1, 1.5, Infinity, Number.MAX_SAFE_INTEGER + 1, '1']) {
    expect(refusal(name, { ...taken[name][0], [key]: wrong }), String(wrong)).toBe(
      'invalid_payload',
    )
  }
})

test('no page of nothing is asked for', () => {
  expect(refusal('join', { room, limit: 0 })).toBe('invalid_payload')
  expect(refusal('history', { room, before: 1, limit: 0 })).toBe('invalid_payload')
})

test('a reaction is one emoji', () => {
  for (const emoji of ['', 'a', '👍👍', 'x'.repeat(1_000)]) {
    expect(refusal('react', { room, id, emoji, on: true })).toBe('invalid_payload')
  }
})

test('a name that is too long is told so, one that is none is malformed', () => {
  expect(refusal('name', { name: 'x'.repeat(33) })).toBe('too_long')
  for (const name of ['', ' Ann', 'a\nb']) expect(refusal('name', { name })).toBe('invalid_payload')
})

test('keys that nobody asked for are dropped', () => {
  const payload = { room, user: { id: 'somebody else' }, seq: 1 }
  expect(v.parse(schemas.leave, payload)).toEqual({ room })
})

test('an epoch of any length is not kept', () => {
  expect(refusal('sync', { room, after: 0, epoch: 'e'.repeat(64) })).toBeUndefined()
  expect(refusal('sync', { room, after: 0, epoch: 'e'.repeat(65) })).toBe('invalid_payload')
})

test('the limits are the given ones', () => {
  const strict = createRequestSchemas({ ...DEFAULT_LIMITS, textLength: 5, roomNameLength: 7 })
  expect(v.is(strict.message, { room, text: 'Hello' })).toBe(true)
  expect(v.is(strict.message, { room, text: 'Hello!' })).toBe(false)
  expect(v.is(strict.leave, { room: 'support1' })).toBe(false)
})

describe('a handshake', () => {
  const handshake = createHandshakeSchema(DEFAULT_LIMITS)

  test.each([
    {},
    { protocol: 1 },
    { protocol: 2 },
    { protocol: 1, token: 't', name: 'Ann', identity: 'jwt' },
  ])('may be %j', (auth) => {
    expect(v.parse(handshake, auth)).toEqual(auth)
  })

  test.each([
    undefined,
    'token',
    { protocol: '1' },
    { token: 7 },
    { identity: 'x'.repeat(8_193) },
    { identity: null },
    { name: ' ' },
    { name: 'x'.repeat(33) },
  ])('may not be %j', (auth) => {
    expect(v.is(handshake, auth)).toBe(false)
  })
})
