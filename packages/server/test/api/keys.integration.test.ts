import express from 'express'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { createChatServer } from '../../src/index.js'
import { apiRoutes } from '../../src/http/api/api-routes.js'
import { startServer } from '../running-server.js'
import { ADMIN_KEY, createCaller, startWithAdmin } from './caller.js'
import { describedOperations } from './described-api.js'

const places = apiRoutes.map(({ method, path }) => `${method.toUpperCase()} ${path}`)
const concrete = (place: string) => place.replace(':room', 'tea').replace(':id', 'x')

test('what is described is what there is', async () => {
  expect(describedOperations.toSorted()).toEqual(
    places.map((place) => place.replaceAll(/:(\w+)/g, '{$1}')).toSorted(),
  )
  const { url } = await startWithAdmin()
  const response = await fetch(`${url}/api/openapi.json`)
  expect(response.headers.get('content-type')).toContain('application/json')
  expect(await response.json()).toMatchObject({ openapi: '3.1.0' })
})

test('without an admin key there is neither an API nor a page, and the answer says what to do', async () => {
  const { url } = await startServer()
  for (const path of ['/api/rooms', '/api/openapi.json', '/admin', '/admin/session']) {
    const response = await fetch(url + path, { headers: { Authorization: `Bearer ${ADMIN_KEY}` } })
    expect([path, response.status]).toEqual([path, 404])
    expect(await response.text()).toContain('CHAT_ADMIN_KEY')
  }
})

test('an admin key that is too short stops the server before it starts', () => {
  const adminKey = 'x'.repeat(23)
  expect(() => createChatServer({ adminKey })).toThrow(/adminKey .* 24 characters/)
  expect(() => createChatServer({ adminKey })).not.toThrow(adminKey)
})

test.each(places)('%s is for those who present the key', async (place) => {
  const { url } = await startWithAdmin()
  for (const key of ['', 'wrong', `${ADMIN_KEY}x`, ADMIN_KEY.slice(1), 'bot_x', 'a.b.c']) {
    const answer = await createCaller(url, key)(concrete(place))
    expect([place, key, answer.status]).toEqual([place, key, 401])
    expect(answer.headers.get('www-authenticate')).toBe('Bearer')
    expect(answer.body.error.code).toBe('forbidden')
  }
})

test('wrong keys are counted by address: the eleventh try in 15 minutes is not listened to, whatever key it has', async () => {
  const { url } = await startWithAdmin({ rates: {} })
  const statuses: number[] = []
  for (let attempt = 0; attempt < 12; attempt += 1) {
    statuses.push((await createCaller(url, `guess-number-${attempt}`)('GET /rooms')).status)
  }
  expect(statuses).toEqual([...Array<number>(10).fill(401), 429, 429])

  const right = await createCaller(url)('GET /rooms')
  expect(right.status).toBe(429)
  expect(right.body.error).toMatchObject({ code: 'rate_limited' })
  const seconds = Number(right.headers.get('retry-after'))
  expect(seconds).toBeGreaterThan(850)
  expect(seconds).toBeLessThanOrEqual(900)
})

test('bots and sessions go on while somebody at their address tries keys', async () => {
  const { url, call } = await startWithAdmin({ rates: {} })
  const { key } = (await call('POST /bot-keys', { name: 'News' })).body
  const session = await fetch(`${url}/admin/session`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${ADMIN_KEY}` },
  })
  const { token } = (await session.json()) as { token: string }
  for (let attempt = 0; attempt < 11; attempt += 1) {
    await createCaller(url, `guess-number-${attempt}`)('GET /rooms')
  }
  const posted = await createCaller(url, key)('POST /rooms/tea/messages', { text: 'Hello' })
  expect(posted.status).toBe(201)
  expect((await createCaller(url, token)('GET /rooms')).status).toBe(200)
})

test('requests are counted by address', async () => {
  const { call } = await startWithAdmin({ rates: { api: { points: 3, seconds: 60 } } })
  for (let request = 0; request < 3; request += 1) {
    expect((await call('GET /rooms')).status).toBe(200)
  }
  const refused = await call('GET /rooms')
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
})

test('behind a trusted proxy one visitor who tries keys does not shut out the operator', async () => {
  const { url } = await startWithAdmin({
    rates: { admin: { points: 1, seconds: 60 } },
    trustedProxies: ['loopback'],
  })
  const ask = async (address: string, key: string) => {
    const headers = { Authorization: `Bearer ${key}`, 'X-Forwarded-For': address }
    return (await fetch(`${url}/api/rooms`, { headers })).status
  }
  expect(await ask('203.0.113.1', 'wrong')).toBe(401)
  expect(await ask('203.0.113.1', ADMIN_KEY)).toBe(429)
  expect(await ask('203.0.113.2', ADMIN_KEY)).toBe(200)
})

test('pages of other sites can neither call it nor read its answers', async () => {
  const { url } = await startWithAdmin({ origins: '*' })
  const Origin = 'https://evil.example'
  const preflight = await fetch(`${url}/api/rooms`, {
    method: 'OPTIONS',
    headers: {
      Origin,
      'Access-Control-Request-Method': 'GET',
      'Access-Control-Request-Headers': 'authorization',
    },
  })
  const answer = await fetch(`${url}/api/rooms`, {
    headers: { Origin, Authorization: `Bearer ${ADMIN_KEY}` },
  })
  for (const { headers } of [preflight, answer]) {
    expect(headers.get('access-control-allow-origin')).toBeNull()
    expect(headers.get('access-control-allow-headers')).toBeNull()
  }
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-origin')
})

test('bodies are bounded, and what is malformed is answered as such', async () => {
  const { call, url } = await startWithAdmin()
  const post = 'POST /rooms/tea/messages'
  expect((await call(post, { text: 'x'.repeat(70_000) })).status).toBe(413)
  for (const body of ['{"text":', '[]', '"x"', {}, { text: 7 }, { text: '' }, { text: ' ' }]) {
    const answer = await call(post, body)
    expect([body, answer.status, answer.body.error.code]).toEqual([body, 400, 'invalid_payload'])
  }
  const long = await call(post, { text: 'x'.repeat(4_001) })
  expect([long.status, long.body.error.code]).toEqual([400, 'too_long'])
  const noJson = await fetch(`${url}/api/rooms/tea/messages`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${ADMIN_KEY}` },
    body: 'text=x',
  })
  expect(noJson.status).toBe(400)
  for (const query of ['limit=0', 'limit=-1', 'limit=x', 'limt=5', 'before=x', 'q=']) {
    expect([query, (await call(`GET /rooms/tea/messages?${query}`)).status]).toEqual([query, 400])
  }
  for (const room of ['%20', '-x', 'a%2Fb', 'x'.repeat(65)]) {
    const answer = await call(`GET /rooms/${room}`)
    expect([room, answer.status, answer.body.error.code]).toEqual([room, 400, 'invalid_room'])
  }
})

test("on a caller's app the API is there as well, and what is theirs below /api stays theirs", async () => {
  const app = express()
  const http = createServer(app)
  const chat = createChatServer({
    ...{ server: http, app, adminKey: ADMIN_KEY, database: 'memory', logLevel: 'silent' },
  })
  onTestFinished(async () => {
    await chat.close()
    http.closeAllConnections()
    http.close()
  })
  await chat.start()
  app.get('/api/own', (_request, response) => void response.send('own'))
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`

  const call = createCaller(url)
  expect((await call('POST /rooms/tea/messages', { text: 'Hello' })).status).toBe(201)
  expect((await createCaller(url, 'wrong')('GET /rooms')).status).toBe(401)
  expect((await call('POST /rooms/tea/messages', '{"text":')).status).toBe(400)
  expect(await (await fetch(`${url}/api/own`)).text()).toBe('own')
})
