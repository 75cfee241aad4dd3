import { expect, test } from 'vitest'
import { ChatError, isChatError } from './chat-error.js'
import { ErrorCode } from './error-code.js'

test('an error has a code for programs and a sentence for people', () => {
  const error = new ChatError('not_joined')
  expect(error).toBeInstanceOf(Error)
  expect(error).toMatchObject({
    name: 'ChatError',
    code: 'not_joined',
    message: ErrorCode.not_joined,
  })
  expect(error.retryAfter).toBeUndefined()
  expect(error).not.toHaveProperty('cause')
})

test('an error comes out of its body as it went in', () => {
  const sent = new ChatError('muted', 'Not now.', { retryAfter: 500, reason: 'Rude' })
  const body: unknown = JSON.parse(JSON.stringify(sent.toBody()))
  expect(body).toEqual({ code: 'muted', message: 'Not now.', retryAfter: 500, reason: 'Rude' })
  expect(ChatError.fromBody(sent.toBody())).toEqual(sent)
})

test('neither cause nor stack goes over the wire', () => {
  const error = new ChatError('unavailable', 'No store.', { cause: new Error('secret path') })
  expect(error.cause).toBeInstanceOf(Error)
  expect(error.toBody()).toEqual({ code: 'unavailable', message: 'No store.' })
})

test('an error of another copy of this package is one too', () => {
  const brand = Symbol.for('chat.ChatError')
  expect(isChatError({ [brand]: true })).toBe(true)
  expect(isChatError(new ChatError('muted'))).toBe(true)
  expect(isChatError(new Error('muted'))).toBe(false)
  expect(isChatError(null)).toBe(false)
  expect(isChatError('muted')).toBe(false)
})
