import express from 'express'
import { once } from 'node:events'
import { createServer, request, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { createChatServer } from '../src/index.js'
import { startServer } from './running-server.js'
import { Visitor } from './visitor.js'

test('the lobby is a page that needs nothing but this server', async () => {
  const { url } = await startServer()
  const response = await fetch(url)
  const page = await response.text()

  expect(response.headers.get('content-type')).toMatch('text/html')
  expect(response.headers.get('content-security-policy')).toMatch("default-src 'none'")
  expect(page).toContain(`data-public-url="${url}"`)
  for (const [, path = ''] of page.matchAll(/(?:src|href)="(\/[^"]+)"/g)) {
    expect((await fetch(url + path)).status, path).toBe(200)
  }
})

test('the address that visitors use may be another than that of the request', async () => {
  const { url } = await startServer({ publicUrl: 'https://chat.example.com' })
  expect(await (await fetch(url)).text()).toContain('data-public-url="https://chat.example.com"')
})

/** A request with any header that one likes, which fetch does not allow. */
async function get(url: string, headers: Record<string, string>) {
  const [response] = (await once(request(url, { headers }).end(), 'response')) as [IncomingMessage]
  const parts: Buffer[] = []
  for await (const part of response) parts.push(part as Buffer)
  const body = Buffer.concat(parts)
  return { status: response.statusCode, headers: response.headers, body, text: body.toString() }
}

test('a host header cannot put markup into the lobby', async () => {
  const { url } = await startServer()
  const { text } = await get(url, { host: '"><script>alert(1)</script>' })
  expect(text).toContain('data-public-url')
  expect(text).not.toContain('<script>alert')
})

test.each(['/chat.js', '/chat.mjs', '/launcher.js', '/locale/de.mjs', '/locale/zh.mjs'])(
  '%s is a script for pages of any origin, kept and asked about',
  async (path) => {
    const { url } = await startServer()
    const response = await fetch(url + path)

    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toMatch('text/javascript')
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(response.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
    expect(response.headers.get('cache-control')).toMatch('max-age')
    const { etag = '' } = (await get(url + path, {})).headers
    expect((await get(url + path, { 'If-None-Match': etag })).status).toBe(304)
  },
)

test.each([
  ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
  ['gzip, deflate', 'gzip', gunzipSync],
  ['br;q=0, identity', undefined, (body: Buffer) => body],
])('a script comes compressed as the browser takes it: %s', async (accepted, expected, decode) => {
  const { url } = await startServer()
  const { headers, body } = await get(`${url}/chat.js`, { 'Accept-Encoding': accepted })

  expect(headers['content-encoding']).toBe(expected)
  expect(headers.vary).toMatch('Accept-Encoding')
  const plain = await (await fetch(`${url}/chat.js`)).text()
  expect(decode(body).toString() === plain).toBe(true)
  if (expected) expect(body.length).toBeLessThan(plain.length / 2)
  const again = { 'Accept-Encoding': accepted, 'If-None-Match': headers.etag ?? '' }
  expect((await get(`${url}/chat.js`, again)).status).toBe(304)
})

test('a language that there is none of is not found, nor is anything beside the languages', async () => {
  const { url } = await startServer()
  for (const path of [
    '/locale/xx.mjs',
    '/locale/de.js',
    '/locale/de.d.ts',
    '/locale/..%2fchat.mjs',
  ])
    expect((await fetch(url + path)).status).toBe(404)
})

test('health and readiness answer', async () => {
  const { url } = await startServer()
  for (const path of ['/health', '/ready']) {
    const response = await fetch(url + path)
    expect([path, response.status, await response.json()]).toEqual([path, 200, { status: 'ok' }])
  }
})

test('the rooms with members are listed, and only those', async () => {
  const { url } = await startServer({ graceMs: 0 })
  const ann = await Visitor.arrive(url)
  await ann.request('join', { room: 'tea' })
  const rooms = async () => (await fetch(`${url}/rooms`)).json()

  expect(await rooms()).toEqual({ rooms: [{ name: 'tea', members: 1 }] })
  await ann.request('leave', { room: 'tea' })
  expect(await rooms()).toEqual({ rooms: [] })
})

test('rooms that are not to be listed are not', async () => {
  const { url } = await startServer({ listRooms: false })
  expect((await fetch(`${url}/rooms`)).status).toBe(404)
})

test('what does not exist is said so, and answers carry sane headers', async () => {
  const { url } = await startServer()
  const response = await fetch(`${url}/no/such/thing`)

  expect(response.status).toBe(404)
  expect(await response.json()).toMatchObject({ error: { code: 'not_found' } })
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  expect(response.headers.get('x-frame-options')).toBe('SAMEORIGIN')
  expect(response.headers.get('x-powered-by')).toBeNull()
})

test('a site that may not connect is refused over polling and over WebSocket', async () => {
  const { url } = await startServer({ origins: ['https://good.example'] })
  const poll = async (origin: string) =>
    (await get(`${url}/socket.io/?EIO=4&transport=polling`, { Origin: origin })).status
  const connect = (origin: string) => Visitor.arrive(url, {}, { extraHeaders: { Origin: origin } })

  expect(await poll('https://good.example')).toBe(200)
  expect(await poll('https://evil.example')).toBe(403)
  expect((await connect('https://good.example')).refusal).toBeUndefined()
  expect((await connect('https://evil.example')).refusal).toBeDefined()
})

test('it attaches to a server and an Express app of the caller, and takes nothing over', async () => {
  const app = express()
  app.get('/', (_request, response) => response.send('my own page'))
  const http = createServer(app)
  const chat = createChatServer({ server: http, app, database: 'memory', logLevel: 'silent' })
  await chat.start()
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  onTestFinished(() => new Promise<void>((resolve) => http.close(() => resolve())))
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`

  expect(await (await fetch(url)).text()).toBe('my own page')
  expect((await fetch(`${url}/chat.js`)).status).toBe(200)
  expect(await (await Visitor.arrive(url)).codeOf('join', { room: 'tea' })).toBe('ok')
  await chat.close()
  expect(http.listening).toBe(true)
  expect(await (await fetch(url, { headers: { Connection: 'close' } })).text()).toBe('my own page')
})
