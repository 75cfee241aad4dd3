import { beforeEach, expect, test, vi } from 'vitest'

const PAGE = new URL(document.baseURI).origin

let origin: typeof import('./server-origin.js')

// It remembers where the script came from for as long as the module lives.
beforeEach(async () => {
  vi.resetModules()
  origin = await import('./server-origin.js')
})

test('without an attribute it is the origin that the script came from', () => {
  origin.rememberScriptAddress('https://chat.example.com/assets/chat.js?v=1')
  expect(origin.resolveServer(null)).toBe('https://chat.example.com')
  expect(origin.resolveServer('')).toBe('https://chat.example.com')
  expect(origin.resolveServer('  ')).toBe('https://chat.example.com')
})

test('the first script on the page decides', () => {
  origin.rememberScriptAddress('https://first.example.com/chat.js')
  origin.rememberScriptAddress('https://second.example.com/chat.js')
  expect(origin.resolveServer(null)).toBe('https://first.example.com')
})

test('a script without an address of its own, as a bundled one has, leaves the origin of the page', () => {
  origin.rememberScriptAddress('file:///app/chat.js')
  expect(origin.resolveServer(null)).toBe(PAGE)
})

test.each([
  ['https://chat.example.com', 'https://chat.example.com'],
  [' https://chat.example.com/ ', 'https://chat.example.com'],
  ['http://localhost:3000', 'http://localhost:3000'],
  ['HTTPS://CHAT.EXAMPLE.COM:443', 'https://chat.example.com'],
  ['//chat.example.com', `${new URL(PAGE).protocol}//chat.example.com`],
  ['http://[::1]:3000', 'http://[::1]:3000'],
])('the attribute %j is the server %s', (attribute, server) => {
  origin.rememberScriptAddress('https://other.example.com/chat.js')
  expect(origin.resolveServer(attribute)).toBe(server)
})

test.each([
  'chat.example.com',
  'localhost:3000',
  '/chat',
  'https://',
  'https://example.com/chat',
  'ftp://example.com',
  'ws://example.com',
  'javascript:alert(1)',
])('the attribute %j is no server', (attribute) => {
  origin.rememberScriptAddress('https://chat.example.com/chat.js')
  expect(origin.resolveServer(attribute)).toBe(undefined)
})
