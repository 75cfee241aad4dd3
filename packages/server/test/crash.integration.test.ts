import type { RoomEvent } from '@chat/protocol'
import { randomUUID } from 'node:crypto'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { exitOf, runCommand, urlOf } from './command.js'
import { useTemporaryFolder } from './temporary-folder.js'
import { Visitor } from './visitor.js'

const folder = useTemporaryFolder()
const room = 'tea'

const flags = (data: string) => [
  ...['--port', '0', '--host', '127.0.0.1', '--data', data],
  ...['--rate-limits', 'off', '--log-level', 'error'],
]

/** Everything in the room's log. */
async function readLog(visitor: Visitor): Promise<RoomEvent[]> {
  const events: RoomEvent[] = []
  for (;;) {
    const answer = await visitor.request('join', { room, after: events.at(-1)?.seq ?? 0 })
    if (!('events' in answer)) throw new Error('More than a replay holds.')
    if (answer.events.length === 0) return events
    events.push(...(answer.events as RoomEvent[]))
  }
}

test('killed while sending: all that was acknowledged is there, and sent again it is there once', async () => {
  const data = join(folder, 'killed')
  const first = runCommand(flags(data))
  const ann = await Visitor.arrive(await urlOf(first))
  const { room: before } = await ann.request('join', { room })

  const sent = Array.from({ length: 400 }, (_, index) => ({ id: randomUUID(), text: `${index}` }))
  const acknowledged = new Map<string, number>()
  for (const { id, text } of sent) {
    ann.socket.emit(
      'message',
      { room, id, text },
      (answer: { ok: boolean; message: { seq: number } }) => {
        if (answer.ok) acknowledged.set(id, answer.message.seq)
        if (acknowledged.size === 100) first.child.kill('SIGKILL')
      },
    )
    // Many commits, so that the kill meets one.
    if (Number(text) % 10 === 0) await new Promise(setImmediate)
  }
  await exitOf(first)

  const again = await Visitor.arrive(await urlOf(runCommand(flags(data))), {
    token: ann.session.token,
  })
  expect(again.session.user).toEqual(ann.session.user)
  const { room: after } = await again.request('join', { room })
  expect(after.epoch).toBe(before.epoch)
  const kept = new Map(
    (await readLog(again)).flatMap((event) =>
      event.type === 'message' ? [[event.message.id, event.seq] as const] : [],
    ),
  )
  expect(acknowledged.size).toBeGreaterThanOrEqual(100)
  for (const [id, seq] of acknowledged) expect(kept.get(id)).toBe(seq)

  for (const { id, text } of sent) await again.request('message', { room, id, text })
  const log = await readLog(again)
  expect(log.map(({ seq }) => seq)).toEqual(sent.map((_, index) => index + 1))
  const ids = log.flatMap((event) => (event.type === 'message' ? event.message.id : []))
  expect(ids).toEqual(sent.map(({ id }) => id))
})

test('killed again and again, it starts each time, and the log goes on', async () => {
  const data = join(folder, 'again')
  for (let life = 1; life <= 4; life += 1) {
    const server = runCommand(flags(data))
    const ann = await Visitor.arrive(await urlOf(server))
    await ann.request('join', { room })
    const { message } = await ann.request('message', { room, text: `Life ${life}` })
    expect(message.seq).toBe(life)
    server.child.kill('SIGKILL')
    await exitOf(server)
    expect(server.errors).toBe('')
  }
})

test('a second signal ends it at once', async () => {
  const server = runCommand(flags(join(folder, 'twice')))
  // What polls takes a second to say goodbye to: it is not done with the first signal when the second is there.
  await Visitor.arrive(await urlOf(server), {}, { transports: ['polling'] })
  server.child.kill('SIGTERM')
  server.child.kill('SIGINT')
  expect((await exitOf(server)).code).toBe(1)
})

const NOBODY = 65_534
const isRoot = process.getuid?.() === 0

test('without permission for the data it says so in one line', async () => {
  const closed = join(folder, 'closed')
  mkdirSync(closed)
  chmodSync(closed, isRoot ? 0o700 : 0o000)

  for (const data of [closed, join(closed, 'below')]) {
    const { errors, code } = await exitOf(
      runCommand(flags(data), { cwd: '/', ...(isRoot && { uid: NOBODY }) }),
    )
    expect(code).toBe(1)
    expect(errors).toMatch(/^chat-server: .*permission.*\n$/i)
    expect(errors).toContain(closed)
  }
})

test('a kept secret that cannot be used ends it in one line, and is not repeated', async () => {
  const data = join(folder, 'secret')
  const first = runCommand(flags(data))
  await urlOf(first)
  first.child.kill('SIGTERM')
  await exitOf(first)

  writeFileSync(join(data, 'secret'), 'short')

  const { errors, code } = await exitOf(runCommand(flags(data)))
  expect(code).toBe(1)
  expect(errors).toMatch(/^chat-server: .*secret.*\n$/)
  expect(errors).not.toContain('short')
})
