import { isChatError } from '@chat/protocol'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { checkDisplayName, resolveOptions, type ChatClientOptions } from './options.js'

const url = 'https://chat.example.com'

function refusal(options: ChatClientOptions): unknown {
  try {
    resolveOptions(options)
    return undefined
  } catch (error) {
    return isChatError(error) ? [error.code, error.message] : error
  }
}

test('every option has a default but the server', () => {
  expect(resolveOptions({ url })).toEqual({
    url,
    origin: url,
    path: '/socket.io/',
    transports: ['websocket', 'polling'],
    requestTimeoutMs: 10_000,
    autoConnect: true,
    storageKey: 'chat:https://chat.example.com/socket.io/',
  })
})

test('what is given stays', () => {
  const identity = () => 'jwt'
  const given: ChatClientOptions = {
    url,
    path: '/chat/',
    transports: ['polling'],
    requestTimeoutMs: 1,
    autoConnect: false,
    storageKey: 'mine',
    storage: null,
    identity,
  }
  expect(resolveOptions(given)).toMatchObject(given)
})

describe('the server', () => {
  test.each(['https://chat.example.com', 'https://chat.example.com/', 'http://localhost:3000'])(
    'may be %s',
    (origin) => {
      expect(resolveOptions({ url: origin }).origin).toBe(new URL(origin).origin)
    },
  )

  test.each([
    '',
    'chat.example.com',
    '/chat',
    'localhost:3000',
    'ws://chat.example.com',
    'ftp://chat.example.com',
    'javascript:alert(1)',
    'https://chat.example.com/path',
    'https://chat.example.com/?a=1',
    'https://ann:secret@chat.example.com',
  ])('may not be %j', (wrong) => {
    expect(refusal({ url: wrong })).toEqual(['invalid_payload', expect.stringContaining('url')])
  })

  test('is the one that the page came from where none is named', () => {
    vi.stubGlobal('location', { origin: 'https://shop.example.com' })
    onTestFinished(() => {
      vi.unstubAllGlobals()
    })
    expect(resolveOptions({}).origin).toBe('https://shop.example.com')
  })

  test('must be named where there is no page, or one without an origin', () => {
    expect(refusal({})).toEqual(['invalid_payload', expect.stringContaining('name the server')])
    vi.stubGlobal('location', { origin: 'null' })
    onTestFinished(() => {
      vi.unstubAllGlobals()
    })
    expect(refusal({})).toEqual(['invalid_payload', expect.stringContaining('name the server')])
  })
})

test.each([0, -1, NaN, Infinity, 2 ** 31])(
  'a request cannot wait for %d ms',
  (requestTimeoutMs) => {
    expect(refusal({ url, requestTimeoutMs })).toEqual([
      'invalid_payload',
      expect.stringContaining('requestTimeoutMs'),
    ])
  },
)

test('one transport at least is needed', () => {
  expect(refusal({ url, transports: [] })).toEqual([
    'invalid_payload',
    expect.stringContaining('transports'),
  ])
})

describe('a name', () => {
  test('is put in the form that the server takes', () => {
    expect(resolveOptions({ url, name: '  Quiet   Otter ' }).name).toBe('Quiet Otter')
  })

  test('that is too long, or shows nothing, is refused', () => {
    expect(refusal({ url, name: 'x'.repeat(33) })).toEqual(['too_long', expect.any(String)])
    expect(refusal({ url, name: ' ' })).toEqual(['invalid_payload', expect.any(String)])
    expect(refusal({ url, name: 'a\u202eb' })).toEqual(['invalid_payload', expect.any(String)])
  })

  test('may be as long as the server says', () => {
    expect(checkDisplayName('x'.repeat(40), 40)).toHaveLength(40)
    expect(() => checkDisplayName('abcd', 3)).toThrow('at most 3')
  })
})
