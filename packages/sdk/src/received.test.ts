import { describe, expect, test } from 'vitest'
import { readAnswer, readPush, readRefusal } from './received.js'

const message = { id: 'm', seq: 1, at: '2030', user: { id: 'u', name: 'U' }, text: 'Hi' }

describe('a push', () => {
  test('that is well formed is read', () => {
    const push = { room: 'r', users: [] }
    expect(readPush('typing', push)).toEqual(push)
  })

  test('that is malformed is none', () => {
    expect(readPush('typing', { room: 'r' })).toBeUndefined()
    expect(readPush('events', null)).toBeUndefined()
  })
})

describe('an answer', () => {
  test('that is ok is read', () => {
    expect(readAnswer('message', { ok: true, message }).message).toEqual(message)
  })

  test('that refuses is thrown with its code', () => {
    const error = { code: 'rate_limited', message: 'Slowly.', retryAfter: 500 }
    expect(() => readAnswer('leave', { ok: false, error })).toThrow(
      expect.objectContaining({ name: 'ChatError', ...error }),
    )
  })

  test.each([undefined, null, 'ok', 7, [], {}, { ok: false }, { ok: true }, { message }])(
    'that is malformed counts as none, so that it is asked for again: %j',
    (answer) => {
      expect(() => readAnswer('message', answer)).toThrow(
        expect.objectContaining({ code: 'unavailable' }),
      )
    },
  )
})

describe('a refusal', () => {
  test('of a code that is not known is definite', () => {
    const error = readRefusal({ code: 'on_fire', message: 'Fire.' })
    expect(error).toMatchObject({ code: 'forbidden', message: 'Fire.' })
  })

  test('of a code that is not known, which speaks of another time, may pass', () => {
    const error = readRefusal({ code: 'on_fire', message: 'Fire.', retryAfter: 9 })
    expect(error).toMatchObject({ code: 'unavailable', retryAfter: 9 })
  })

  test('that states nothing keeps its cause', () => {
    const cause = new Error('socket hang up')
    expect(readRefusal(undefined, cause)).toMatchObject({ code: 'unavailable', cause })
  })
})
