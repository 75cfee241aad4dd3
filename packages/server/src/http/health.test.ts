import express from 'express'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { healthRouter } from './health.js'

/** The routes over HTTP, above a log whose answers one decides. */
async function serve(ping: () => Promise<void>) {
  const router = healthRouter({ ping })
  const server = express().use(router).listen(0, '127.0.0.1')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  await once(server, 'listening')
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

test('while the store does not answer the server is not ready, and alive', async () => {
  const { url } = await serve(() => Promise.reject(new Error('disk I/O error')))
  const ready = await fetch(`${url}/ready`)
  const body = await ready.text()

  expect(ready.status).toBe(503)
  expect(ready.headers.get('cache-control')).toBe('no-store')
  expect(JSON.parse(body)).toMatchObject({ error: { code: 'unavailable' } })
  expect(body).not.toContain('disk')
  expect((await fetch(`${url}/health`)).status).toBe(200)
})

test('once the store answers again the server is ready again', async () => {
  let isBroken = true
  const { url } = await serve(async () => {
    if (isBroken) throw new Error('disk I/O error')
  })
  expect((await fetch(`${url}/ready`)).status).toBe(503)
  isBroken = false
  expect((await fetch(`${url}/ready`)).status).toBe(200)
})
