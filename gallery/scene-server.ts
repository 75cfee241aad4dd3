import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { User } from '@chat/sdk'
import { Server, type Socket } from 'socket.io'
import { TODAY } from './conversation.ts'
import { people } from './people.ts'
import type { Scene } from './scene.ts'
import { scenes } from './scenes.ts'

const limits = {
  textLength: 4_000,
  nameLength: 32,
  roomNameLength: 64,
  historyPage: 50,
  historyPageMax: 200,
  resumeEvents: 1_000,
  memberList: 200,
  roomsPerConnection: 50,
  reactionsPerMessage: 20,
  packetBytes: 65_536,
}

type Answer = (answer: object) => void

/**
 * Speaks the protocol with fixed data. Which scene a connection is in is told by the host that it calls:
 * `<scene>.<anything>.localhost`, where each scene has an origin, and so a storage, of its own.
 */
export class SceneServer {
  readonly #http
  readonly #io: Server
  /** Hosts whose connection has gone for good. */
  readonly #lost = new Set<string>()

  private constructor(pages: RequestListener) {
    this.#http = createServer(pages)
    this.#io = new Server(this.#http, { cors: { origin: '*' } })
    this.#io.use((socket, next) => {
      const isAway = sceneOf(socket.request).connection === 'refused' || this.#isLost(socket)
      if (isAway) socket.conn.close()
      else next()
    })
    this.#io.on('connection', (socket) => this.#welcome(socket, sceneOf(socket.request)))
  }

  static async start(pages: RequestListener, port = 0): Promise<SceneServer> {
    const server = new SceneServer(pages)
    server.#http.listen(port, '127.0.0.1')
    await once(server.#http, 'listening')
    return server
  }

  get port(): number {
    return (this.#http.address() as AddressInfo).port
  }

  async close(): Promise<void> {
    await this.#io.close()
  }

  #isLost(socket: Socket): boolean {
    return this.#lost.has(socket.request.headers.host ?? '')
  }

  #welcome(socket: Socket, scene: Scene): void {
    socket.emit('session', {
      protocol: 1,
      user: people.me,
      token: 'a token of the gallery',
      serverTime: `${TODAY}T09:10:00.000Z`,
      limits,
    })
    socket.onAny((name: string, payload: unknown, answer: Answer = () => {}) => {
      if (name === 'join') this.#join(socket, scene, answer)
      else if (name === 'review') answer({ ok: true, ...lookThrough(scene, payload) })
      else if (scene.connection === 'silent' || name === 'typing') return
      else if (scene.refusal) answer({ ok: false, error: scene.refusal })
      else answer({ ok: false, error: { code: 'forbidden', message: 'The gallery is fixed.' } })
    })
  }

  #join(socket: Socket, scene: Scene, answer: Answer): void {
    const { messages = [], members = [people.me], joinRefusal, typing, desk } = scene
    if (joinRefusal === 'silence') return
    if (joinRefusal !== undefined) {
      const refusal = typeof joinRefusal === 'string' ? { code: joinRefusal } : joinRefusal
      answer({ ok: false, error: { message: `Refused: ${refusal.code}.`, ...refusal } })
      return
    }
    answer({
      ok: true,
      room: {
        name: 'Garden',
        epoch: 'gallery',
        seq: messages.length,
        settings: { readOnly: scene.isReadOnly ?? false, ...(desk && { slowModeS: 5 }) },
      },
      you: scene.you ?? {},
      messages,
      hasMore: false,
      members: { count: scene.memberCount ?? members.length, list: members },
    })
    if (typing) keepTyping(socket, typing)
    if (desk) {
      const [reports, held] = [desk.reports.length, desk.held.length]
      socket.emit('moderation', { room: 'Garden', reports, held })
    }
    if (scene.later) {
      const events = scene.later.map((message) => {
        return { type: 'message', seq: message.seq, at: message.at, message }
      })
      socket.emit('events', { room: 'Garden', events })
    }
    if (scene.connection === 'lost') {
      this.#lost.add(socket.request.headers.host ?? '')
      setTimeout(() => socket.conn.close(), 200)
    }
  }
}

/** A list of what moderators look at. */
function lookThrough({ desk }: Scene, payload: unknown): { entries: object[]; hasMore: boolean } {
  const { list } = Object(payload) as { list: keyof NonNullable<Scene['desk']> }
  return { entries: desk?.[list] ?? [], hasMore: false }
}

/** It would expire after five seconds. */
function keepTyping(socket: Socket, users: User[]): void {
  const tell = () => socket.emit('typing', { room: 'Garden', users })
  tell()
  const timer = setInterval(tell, 2_000)
  socket.once('disconnect', () => clearInterval(timer))
}

function sceneOf(request: IncomingMessage): Scene {
  const [name = ''] = (request.headers.host ?? '').split('.')
  return Object.entries(scenes).find(([key]) => key.toLowerCase() === name)?.[1] ?? { title: '' }
}
