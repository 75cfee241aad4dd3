import { expect, test } from 'vitest'
import { eventually } from './eventually.js'
import { startServer } from './running-server.js'
import { Visitor } from './visitor.js'

const room = 'tea'

test('where WebSocket is blocked everything works by polling', async () => {
  const { url } = await startServer()
  const ann = await Visitor.arrive(url, { name: 'Ann' }, { transports: ['polling'] })
  const ben = await Visitor.arrive(url)
  await ann.request('join', { room })
  await ben.request('join', { room })
  const { message } = await ann.request('message', { room, text: 'By post' })
  await ben.request('react', { room, id: message.id, emoji: '📬', on: true })
  for (let text = 0; text < 50; text += 1) ben.socket.emit('message', { room, text: `${text}` })

  await eventually(() => expect(ann.events(room)).toHaveLength(52))
  expect(ann.socket.io.engine.transport.name).toBe('polling')
  await eventually(() => expect(ben.events(room)).toEqual(ann.events(room)))
  ann.leave()
  const again = await Visitor.arrive(url, { token: ann.session.token }, { transports: ['polling'] })
  expect(again.session.user).toEqual(ann.session.user)
})

test('a connection goes over from polling to WebSocket and loses nothing on the way', async () => {
  const { url } = await startServer()
  const ben = await Visitor.arrive(url)
  await ben.request('join', { room })
  const ann = await Visitor.arrive(url, {}, { transports: ['polling', 'websocket'] })
  await ann.request('join', { room })
  const texts = Array.from({ length: 100 }, (_, index) => `${index}`)
  for (const text of texts) {
    ann.socket.emit('message', { room, text })
    if (Number(text) % 10 === 0) await ben.request('history', { room, before: 1 })
  }

  await eventually(() => expect(ann.socket.io.engine.transport.name).toBe('websocket'))
  await eventually(() => expect(ann.texts(room)).toEqual(texts))
  await eventually(() => expect(ben.texts(room)).toEqual(texts))
})

test('polling is allowed from the pages that may connect', async () => {
  const { url } = await startServer({ origins: ['https://good.example'] })
  const address = `${url}/socket.io/?EIO=4&transport=polling`
  const poll = (Origin: string) => fetch(address, { headers: { Origin } })

  const allowed = await poll('https://good.example')
  expect(allowed.headers.get('access-control-allow-origin')).toBe('https://good.example')
  expect(allowed.headers.get('access-control-allow-credentials')).toBeNull()
  expect((await poll('https://evil.example')).status).toBe(403)
})

test('polling can be turned off, and WebSocket works as before', async () => {
  const { url } = await startServer({ polling: false })
  const poll = await fetch(`${url}/socket.io/?EIO=4&transport=polling`)
  expect(poll.status).toBe(400)
  const ann = await Visitor.arrive(url)
  expect(ann.session.user.id).not.toBe('')
})

test('no cookie is ever set', async () => {
  const { url } = await startServer()
  for (const path of ['/', '/chat.js', '/rooms', '/socket.io/?EIO=4&transport=polling']) {
    expect((await fetch(url + path)).headers.get('set-cookie')).toBeNull()
  }
})
