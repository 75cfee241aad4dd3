// The chat job on raw `ws`: one frame a message, built once and written as it is to every socket of the room. Speaks
// the text of Socket.IO's events and acknowledgements, without its handshake and heartbeat. Usage: ws.ts <port>
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'

type Request = { room: string; id: string; text: string }

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
      let answer: object = { ok: true }
      if (event === 'join') {
        joined.add(members.add(stream))
      } else if (event === 'leave') {
        members.delete(stream)
      } else {
        const message = { id, at: new Date().toISOString(), user, text }
        const frame = textFrame(`42${JSON.stringify(['message', message])}`)
        for (const member of members) member.write(frame)
        answer = { ok: true, message }
      }
      stream.write(textFrame(`43${packet.slice(2, start)}${JSON.stringify([answer])}`))
    })
    socket.on('close', () => {
      for (const members of joined) members.delete(stream)
    })
  })
})
http.listen(Number(process.argv[2]))

function membersOf(room: string): Set<Duplex> {
  const members = rooms.get(room) ?? new Set()
  rooms.set(room, members)
  return members
}

/** An unmasked WebSocket text frame; texts here are shorter than 64 KiB. */
function textFrame(text: string): Buffer {
  const payload = Buffer.from(text)
  const size = payload.length
  const header = size < 126 ? [0x81, size] : [0x81, 126, size >> 8, size & 0xff]
  return Buffer.concat([Buffer.from(header), payload])
}
