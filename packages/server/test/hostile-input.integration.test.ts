import { WebSocket } from 'ws'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { eventually } from './eventually.js'
import { startServer } from './running-server.js'
import { Visitor } from './visitor.js'

const REQUESTS = [
  'join',
  'leave',
  'message',
  'edit',
  'delete',
  'react',
  'history',
  'sync',
  'typing',
  'name',
]

const deep = JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`) as unknown
const polluted = JSON.parse(
  '{"__proto__": {"room": "tea", "isAdmin": true}, "room": "tea"}',
) as object

const HOSTILE: [string, unknown][] = [
  ['nothing', undefined],
  ['null', null],
  ['a number', 7],
  ['a text', 'tea'],
  ['a list', ['tea']],
  ['an empty object', {}],
  ['bytes', Buffer.from('tea')],
  [
    'bytes in an object',
    { room: Buffer.from('tea'), text: Buffer.from('x'), id: Buffer.from('y') },
  ],
  ['deep nesting', deep],
  ['deep nesting in an object', { room: 'tea', text: deep, id: deep, name: deep, after: deep }],
  ['keys of the prototype', polluted],
  ['keys of the constructor', { constructor: { prototype: { room: 'tea' } } }],
  ['a room that is an object', { room: { toString: 'tea' }, text: 'x' }],
  ['a room that is a list', { room: ['tea'], text: 'x' }],
  ['a room name with a line break', { room: 'tea\nroom', text: 'x' }],
  ['a room name of Socket.IO', { room: '../room:tea', text: 'x' }],
  ['a room name without end', { room: 'x'.repeat(60_000), text: 'x' }],
  ['a text without end', { room: 'tea', text: 'x'.repeat(30_000), name: 'x'.repeat(30_000) }],
  ['numbers that are none', { room: 'tea', before: 'NaN', after: -1, limit: 1e308 }],
  ['numbers beyond all bounds', { room: 'tea', before: 2 ** 60, after: 2 ** 60, limit: 2 ** 60 }],
  ['an id that is none', { room: 'tea', id: "' OR 1=1 --", text: 'x', emoji: 'x', on: 1 }],
]

test.each(HOSTILE)('%s, for every request, is a typed error or nothing', async (_, payload) => {
  const { url } = await startServer()
  const ann = await Visitor.arrive(url)
  await ann.request('join', { room: 'tea' })
  await ann.request('message', { room: 'tea', text: 'Private' })
  const mallory = await Visitor.arrive(url)

  const answers = await Promise.all(REQUESTS.map((name) => mallory.ask(name, payload)))

  for (const answer of answers) {
    // What a polluted or merely odd payload still asks for in good form may be granted: to join, and no more.
    if (!answer.ok) expect(answer.error.code).toMatch(/^(invalid_\w+|too_long|not_joined)$/)
  }
  expect(JSON.stringify(answers.slice(1))).not.toContain('Private')
  expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined()
  expect(await ann.codeOf('message', { room: 'tea', text: 'Still here' })).toBe('ok')
})

test('requests without an acknowledgement, or with it in odd places, do no harm', async () => {
  const { url } = await startServer()
  const mallory = await Visitor.arrive(url)
  for (const name of REQUESTS) {
    mallory.socket.emit(name)
    mallory.socket.emit(name, { room: 'tea', text: 'x' })
    mallory.socket.emit(name, () => {}, { room: 'tea' })
    mallory.socket.emit(name, { room: 'tea' }, { room: 'tea' }, () => {})
  }

  expect(await mallory.codeOf('join', { room: 'tea' })).toBe('ok')
})

test('events that the protocol does not have are answered by nobody', async () => {
  const { url } = await startServer()
  const mallory = await Visitor.arrive(url)
  let answers = 0
  for (const name of [
    'session',
    'events',
    'disconnecting',
    'toString',
    '__proto__',
    'constructor',
  ]) {
    // Reserved names are refused by the client already.
    try {
      mallory.socket.emit(name, {}, () => (answers += 1))
    } catch {
      continue
    }
  }

  expect(await mallory.codeOf('join', { room: 'tea' })).toBe('ok')
  expect(answers).toBe(0)
})

test('a packet beyond the limit closes the connection, and nobody else notices', async () => {
  const { url } = await startServer()
  const ann = await Visitor.arrive(url)
  await ann.request('join', { room: 'tea' })
  const mallory = await Visitor.arrive(url)

  mallory.socket.emit('message', { room: 'tea', text: 'x'.repeat(100_000) })

  await eventually(() => expect(mallory.isClosed).toBe(true))
  expect(await ann.codeOf('message', { room: 'tea', text: 'Still here' })).toBe('ok')
})

test.each([
  ['an auth that is no object', '40"text"'],
  ['an auth that is a list', '40[1,2]'],
  ['an auth with a token that is an object', '40{"token":{"a":1}}'],
  ['an auth with keys of the prototype', '40{"__proto__":{"token":1}}'],
  ['a request before the session', '42["message",{"room":"tea","text":"x"}]'],
  ['another namespace', '40/admin,{}'],
  ['an answer that nobody waits for', '4399[{}]'],
  ['a packet that is no packet', 'zzzz'],
  ['JSON that is none', '40{"token":'],
  ['attachments that never come', '45999999-["message",{"_placeholder":true,"num":0}]'],
  ['an upgrade that was never asked for', '5'],
])('%s on a bare socket is refused or ignored', async (_, frame) => {
  const { url, port } = await startServer()
  const socket = new WebSocket(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`)
  await once(socket, 'open')
  socket.send(frame)
  socket.send(Buffer.from([0, 255, 1, 254]))

  const ann = await Visitor.arrive(url)
  expect(await ann.codeOf('join', { room: 'tea' })).toBe('ok')
  socket.terminate()
})

test('a connection can be in so many rooms and no more, and may leave one for another', async () => {
  const { url } = await startServer({ limits: { roomsPerConnection: 2 } })
  const ann = await Visitor.arrive(url)
  await ann.request('join', { room: 'one' })
  await ann.request('join', { room: 'two' })

  expect(await ann.codeOf('join', { room: 'three' })).toBe('forbidden')
  expect(await ann.codeOf('join', { room: 'two' })).toBe('ok')
  await ann.request('leave', { room: 'one' })
  expect(await ann.codeOf('join', { room: 'three' })).toBe('ok')
})
