import express from 'express'
import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { sendLines } from './send-lines.js'

const LINE = `${'x'.repeat(9_999)}\n`
const LINES = 10_000

/** A server that sends 100 MB, and how many lines it has made of them so far. */
async function serve() {
  const made = { lines: 0, isOver: false }
  async function* lines() {
    try {
      for (; made.lines < LINES; made.lines += 1) yield LINE
    } finally {
      made.isOver = true
    }
  }
  const failures: unknown[] = []
  const app = express().get('/', (_, response) => {
    void sendLines(lines(), response, (error) => failures.push(error))
  })
  const server = app.listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const request = get({ port, host: '127.0.0.1' })
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  return { made, failures, response }
}

test('a reader that stalls is waited for: nothing more is read than what is on its way', async () => {
  const { made, failures, response } = await serve()
  let before = -1
  // Looked at until nothing more comes, which takes no longer than what the system takes up.
  await expect
    .poll(
      () => {
        const isSame = made.lines === before
        before = made.lines
        return isSame && before > 0
      },
      { interval: 250, timeout: 20_000 },
    )
    .toBe(true)
  // What the system keeps for a connection, on both sides.
  expect(made.lines * LINE.length).toBeLessThan(20_000_000)
  let bytes = 0
  for await (const chunk of response) bytes += (chunk as Buffer).length
  expect(bytes).toBe(LINES * LINE.length)
  expect([made.isOver, failures]).toEqual([true, []])
})

test('a reader that goes away ends it, and is no failure', async () => {
  const { made, failures, response } = await serve()
  response.destroy()
  await expect.poll(() => made.isOver, { timeout: 20_000 }).toBe(true)
  expect(made.lines).toBeLessThan(LINES)
  expect(failures).toEqual([])
})

test('where nothing can be read that is the answer', async () => {
  const failures: unknown[] = []
  // eslint-disable-next-line require-yield -- it fails before
  async function* lines(): AsyncGenerator<string> {
    throw new Error('The storage is away.')
  }
  const app = express().get('/', async (_, response) => {
    await sendLines(lines(), response, (error) => failures.push(error)).catch(() => {
      response.status(503).end('away')
    })
  })
  const server = app.listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const response = await fetch(`http://127.0.0.1:${port}/`)
  expect([response.status, await response.text(), failures]).toEqual([503, 'away', []])
})
