import { expect, test } from 'vitest'
import { eventually } from './eventually.js'
import { joinWithoutReading } from './join-without-reading.js'
import { startServer } from './running-server.js'
import { Visitor } from './visitor.js'

const room = 'tea'
const text = 'x'.repeat(4_000)

async function memberCount(url: string): Promise<number | undefined> {
  const { rooms } = (await (await fetch(`${url}/rooms`)).json()) as {
    rooms: { members: number }[]
  }
  return rooms[0]?.members
}

test('whoever does not read is cut off, and nobody else waits for them', async () => {
  const { url, port } = await startServer({ graceMs: 0, maxBufferedBytes: 1_000_000 })
  const ann = await Visitor.arrive(url)
  await ann.request('join', { room })
  await joinWithoutReading(port, room)
  expect(await memberCount(url)).toBe(2)

  // Sockets of the operating system hold some megabytes before anything waits in the process.
  let sent = 0
  for (; sent < 10_000 && (await memberCount(url)) === 2; sent += 50) {
    await Promise.all(Array.from({ length: 50 }, () => ann.request('message', { room, text })))
  }

  expect(await memberCount(url)).toBe(1)
  await eventually(() => expect(ann.events(room)).toHaveLength(sent))
  expect(ann.isClosed).toBe(false)
})

test('whoever reads is not cut off, however much comes', async () => {
  const { url } = await startServer({ maxBufferedBytes: 500_000 })
  const ann = await Visitor.arrive(url)
  const ben = await Visitor.arrive(url)
  await ann.request('join', { room })
  await ben.request('join', { room })
  for (let batch = 0; batch < 20; batch += 1) {
    await Promise.all(Array.from({ length: 50 }, () => ann.request('message', { room, text })))
  }
  await eventually(() => expect(ben.events(room)).toHaveLength(1_000))
  expect(ben.isClosed).toBe(false)
})

test('more requests than may be under way at once are refused, and none is lost', async () => {
  const { url } = await startServer()
  const ann = await Visitor.arrive(url)
  await ann.request('join', { room })
  const codes = await Promise.all(
    Array.from({ length: 3_000 }, () => ann.codeOf('message', { room, text: 'x' })),
  )
  const accepted = codes.filter((code) => code === 'ok').length
  expect(new Set(codes)).toEqual(new Set(['ok', 'rate_limited']))
  expect(accepted).toBeGreaterThanOrEqual(1_000)
  await eventually(() => expect(ann.events(room)).toHaveLength(accepted))
  expect(await ann.codeOf('message', { room, text: 'x' })).toBe('ok')
})
