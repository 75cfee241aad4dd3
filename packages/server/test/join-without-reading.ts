import { once } from 'node:events'
import type { Socket } from 'node:net'
import { expect, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { eventually } from './eventually.js'

/** Joins the room and reads nothing from then on. */
export async function joinWithoutReading(port: number, room: string): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`)
  const frames: string[] = []
  socket.on('message', (data: Buffer) => frames.push(data.toString()))
  onTestFinished(() => socket.terminate())
  const [[response]] = (await Promise.all([once(socket, 'upgrade'), once(socket, 'open')])) as [
    [{ socket: Socket }],
    unknown,
  ]
  socket.send('40{}')
  await eventually(() => expect(frames.join()).toContain('["session"'))
  socket.send(`420["join",{"room":"${room}"}]`)
  await eventually(() => expect(frames.join()).toContain('430['))
  response.socket.pause()
  return socket
}
