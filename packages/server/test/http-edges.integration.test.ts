import express, { type Express } from 'express'
import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { createChatServer } from '../src/index.js'
import { startServer } from './running-server.js'
import { Visitor } from './visitor.js'

test.each(['POST', 'PUT', 'DELETE', 'PATCH'])('%s changes nothing anywhere', async (method) => {
  const { url } = await startServer()
  for (const path of ['/', '/chat.js', '/health', '/ready', '/rooms']) {
    const response = await fetch(url + path, { method, body: '{"x":1}' })
    expect([path, response.status]).toEqual([path, 404])
  }
})

test('HEAD answers as GET does, without the body', async () => {
  const { url } = await startServer()
  for (const path of ['/', '/chat.js', '/health', '/rooms']) {
    const response = await fetch(url + path, { method: 'HEAD' })
    expect([path, response.status, await response.text()]).toEqual([path, 200, ''])
  }
})

test.each([
  '/%',
  '/%E0%A4%A',
  '/%00',
  '/..%2f..%2fetc%2fpasswd',
  '/lobby/%2e%2e/%2e%2e/package.json',
])('of the path %s nothing is to be had, nor how the server is built', async (path) => {
  const { url } = await startServer()
  const response = await fetch(url + path)
  const body = await response.text()
  expect([400, 404]).toContain(response.status)
  expect(JSON.parse(body)).toMatchObject({ error: { message: expect.any(String) as string } })
  expect(body).not.toMatch(/node_modules|\.ts|at .*:\d+/)
})

test('what the lobby is asked for does not get into its page', async () => {
  const { url } = await startServer()
  const page = await (await fetch(`${url}/?room=<script>alert(1)</script>&"onload="x`)).text()
  expect(page).not.toContain('alert(1)')
  expect(page).not.toContain('onload')
})

test('an address with signs of its own stands in the page of the lobby as it is', async () => {
  const { url } = await startServer({ publicUrl: 'https://chat.example/$&a' })
  expect(await (await fetch(url)).text()).toContain('"https://chat.example/$&#38;a"')
})

test('the list of rooms may be read by the pages that may connect', async () => {
  const allow = async (origins: '*' | string[], Origin: string) => {
    const { url } = await startServer({ origins })
    const { headers } = await fetch(`${url}/rooms`, { headers: { Origin } })
    expect(headers.get('cache-control')).toBe('no-store')
    return headers.get('access-control-allow-origin')
  }
  const good = 'https://good.example'
  expect(await allow('*', good)).toBe('*')
  expect(await allow([good], good)).toBe(good)
  expect(await allow([good], 'https://evil.example')).toBeNull()
})

test('the rooms with most members come first, and not more than a hundred', async () => {
  const { url } = await startServer({ limits: { roomsPerConnection: 200 } })
  const ann = await Visitor.arrive(url)
  const ben = await Visitor.arrive(url)
  for (let room = 0; room < 120; room += 1) await ann.request('join', { room: `room-${room}` })
  await ben.request('join', { room: 'room-77' })

  const { rooms } = (await (await fetch(`${url}/rooms`)).json()) as { rooms: object[] }
  expect(rooms).toHaveLength(100)
  expect(rooms[0]).toEqual({ name: 'room-77', members: 2 })
})

/** Chat on the HTTP server of a caller who has things of their own there. */
async function attach(listener?: RequestListener, app?: Express) {
  const http = createServer(listener)
  const chat = createChatServer({
    server: http,
    ...(app && { app }),
    database: 'memory',
    logLevel: 'silent',
  })
  onTestFinished(async () => {
    await chat.close()
    http.closeAllConnections()
    http.close()
  })
  await chat.start()
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  return { http, chat, url: `http://127.0.0.1:${(http.address() as AddressInfo).port}` }
}

test.each(['websocket', 'polling'])(
  'on the server of a caller the routes stay theirs, and chat works by %s',
  async (transport) => {
    const { url } = await attach((request, response) => response.end(`own ${request.url}`))
    for (const path of ['/', '/chat.js', '/health', '/socket.io']) {
      expect(await (await fetch(url + path)).text()).toBe(`own ${path}`)
    }
    const ann = await Visitor.arrive(url, {}, { transports: [transport] })
    expect(await ann.codeOf('join', { room: 'tea' })).toBe('ok')
  },
)

test('after it was closed it is not ready, and the server of the caller goes on', async () => {
  const app = express()
  const { chat, url } = await attach(app, app)
  expect((await fetch(`${url}/ready`)).status).toBe(200)
  await chat.close()

  const ready = await fetch(`${url}/ready`)
  expect([ready.status, await ready.json()]).toMatchObject([
    503,
    { error: { code: 'shutting_down' } },
  ])
  for (const transport of ['websocket', 'polling']) {
    expect((await Visitor.arrive(url, {}, { transports: [transport] })).refusal).toBeDefined()
  }
  expect((await fetch(`${url}/health`)).status).toBe(200)
})

test('a WebSocket server of the caller stays theirs', async () => {
  const { http, url } = await attach()
  const own = new WebSocketServer({ noServer: true })
  http.on('upgrade', (request, socket, head) => {
    if (request.url !== '/own') return
    own.handleUpgrade(request, socket, head, (client) => client.send('own'))
  })
  const client = new WebSocket(`${url.replace('http', 'ws')}/own`)
  onTestFinished(() => client.terminate())

  const [data] = (await once(client, 'message')) as [Buffer]
  expect(data.toString()).toBe('own')
  expect((await Visitor.arrive(url)).refusal).toBeUndefined()
})

test('an app of the caller may stand below a path of theirs', async () => {
  const app = express()
  const { url } = await attach(express().use('/talk', app), app)
  expect((await fetch(`${url}/talk/health`)).status).toBe(200)
  expect((await fetch(`${url}/health`)).status).toBe(404)
})
