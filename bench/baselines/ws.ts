// The chat job on raw `ws`: one frame a message, built once and written as it is to every socket of the room. Speaks
// the text of Socket.IO's events and acknowledgements, without its handshake and heartbeat. With a file as second argument,
// each message is first appended there, and on disk before anybody sees it; those that come meanwhile go to disk together.
// Usage: ws.ts <port> [<file>]
import { randomUUID } from 'node:crypto'
import { fdatasync, openSync, writeSync } from 'node:fs'
import { createServer } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'

type Request = { room: string; id: string; text: string }
type Message = { id: string; at: string; user: string; text: string }
type Stamped = { message: Message; members: Set<Duplex>; acknowledge: (answer: object) => void }

const [port, file] = process.argv.slice(2)
const store = file ? openLog(file) : (stamped: Stamped) => send(stamped.members, [stamped])
const rooms = new Map<string, Set<Duplex>>()
const sockets = new WebSocketServer({ noServer: true })
const http = createServer()

http.on('upgrade', (request, stream, head) => {
  sockets.handleUpgrade(request, stream, head, (socket) => {
    const user = randomUUID()
    const joined = new Set<Set<Duplex>>()

    socket.on('message', (data: Buffer) => {
      const packet = data.toString()
      const start = packet.indexOf('[')
      const [event, { room, id, text }] = JSON.parse(packet.slice(start)) as [string, Request]
      const members = membersOf(room)
      const acknowledge = (answer: object) =>
        stream.write(textFrame(`43${packet.slice(2, start)}${JSON.stringify([answer])}`))
      if (event === 'message') {
        const message = { id, at: new Date().toISOString(), user, text }
        store({ message, members, acknowledge })
        return
      }
      if (event === 'join') joined.add(members.add(stream))
      else members.delete(stream)
      acknowledge({ ok: true })
    })
    socket.on('close', () => {
      for (const members of joined) members.delete(stream)
    })
  })
})
http.listen(Number(port))

function membersOf(room: string): Set<Duplex> {
  const members = rooms.get(room) ?? new Set()
  rooms.set(room, members)
  return members
}

/** To the members of a room, with one write each. */
function send(members: Set<Duplex>, batch: readonly Stamped[]): void {
  const packets = batch.map(({ message }) => `42${JSON.stringify(['message', message])}`)
  const frames = Buffer.concat(packets.map(textFrame))
  for (const member of members) member.write(frames)
  for (const { message, acknowledge } of batch) acknowledge({ ok: true, message })
}

/** An unmasked WebSocket text frame; texts here are shorter than 64 KiB. */
function textFrame(text: string): Buffer {
  const payload = Buffer.from(text)
  const size = payload.length
  const header = size < 126 ? [0x81, size] : [0x81, 126, size >> 8, size & 0xff]
  return Buffer.concat([Buffer.from(header), payload])
}

function openLog(path: string): (stamped: Stamped) => void {
  const log = openSync(path, 'a')
  let waiting: Stamped[] = []
  let isSyncing = false
  const sync = () => {
    const batch = waiting
    waiting = []
    isSyncing = batch.length > 0
    if (!isSyncing) return
    writeSync(log, batch.map(({ message }) => `${JSON.stringify(message)}\n`).join(''))
    fdatasync(log, (error) => {
      if (error) throw error
      const byRoom = Map.groupBy(batch, ({ members }) => members)
      for (const [members, stored] of byRoom) send(members, stored)
      sync()
    })
  }
  return (stamped) => {
    waiting.push(stamped)
    if (!isSyncing) sync()
  }
}
