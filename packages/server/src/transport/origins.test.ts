import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { expect, test } from 'vitest'
import { isAllowedOrigin } from './origins.js'

function requestFrom(origin?: string): IncomingMessage {
  const request = new IncomingMessage(new Socket())
  if (origin !== undefined) request.headers.origin = origin
  return request
}

test('any page may connect where every origin is allowed', () => {
  expect(isAllowedOrigin('*', requestFrom('https://anywhere.example'))).toBe(true)
  expect(isAllowedOrigin('*', requestFrom('null'))).toBe(true)
})

test('what comes from no page may connect', () => {
  expect(isAllowedOrigin(['https://a.example'], requestFrom())).toBe(true)
})

test.each([
  ['https://a.example', true],
  ['https://b.example:8443', true],
  ['http://a.example', false],
  ['https://a.example:8443', false],
  ['https://a.example.evil.example', false],
  ['https://evil-a.example', false],
  ['null', false],
  ['', false],
])('of a list, the origin %j may connect: %j', (origin, expected) => {
  const origins = ['https://a.example', 'https://b.example:8443']
  expect(isAllowedOrigin(origins, requestFrom(origin))).toBe(expected)
})
