import { createServer } from 'node:http'
import type { AddressInfo, Socket as TcpSocket } from 'node:net'
import {
  DEFAULT_LIMITS,
  type Answer,
  type Handshake,
  type Limits,
  type Payload,
  type Push,
  type PushName,
  type RequestName,
  type RoomEvent,
  type User,
} from '@chat/protocol'
import { Server, type Socket } from 'socket.io'
import { FakeLog } from './fake-log.js'

type Recorded = { [N in RequestName]: { name: N; payload: Payload<N>; user: User } }[RequestName]
/** An answer in place of the usual one; `silence` for none at all; undefined for the usual one. */
type Override = (payload: never, nth: number) => unknown

export type FakeServerOptions = {
  port?: number
  pingIntervalMs?: number
  pingTimeoutMs?: number
  limits?: Partial<Limits>
}

const SOMEBODY: User = { id: 'somebody', name: 'Some Body' }

/**
 * A Socket.IO server in process that speaks the protocol as the real one does, remembers all that it is asked, and
 * on demand refuses, keeps quiet, forgets pushes or cuts.
 */
export class FakeServer {
  /** Every request, in order. */
  readonly requests: Recorded[] = []
  readonly handshakes: Handshake[] = []
  /** Refuses every connection with this, while it is set. */
  refusal: unknown
  /** While true, events are stored but nobody is told. */
  losesPushes = false
  readonly #options: FakeServerOptions
  readonly #http = createServer()
  readonly #tcp = new Set<TcpSocket>()
  readonly #io: Server
  readonly #logs = new Map<string, FakeLog>()
  readonly #users = new Map<string, User>()
  readonly #overrides = new Map<RequestName, Override>()
  readonly #counts = new Map<RequestName, number>()
  readonly #limits: Limits

  private constructor(options: FakeServerOptions) {
    this.#options = options
    this.#limits = { ...DEFAULT_LIMITS, ...options.limits }
    this.#http.on('connection', (socket) => {
      this.#tcp.add(socket)
      socket.on('close', () => this.#tcp.delete(socket))
    })
    this.#io = new Server(this.#http, {
      pingInterval: options.pingIntervalMs ?? 15_000,
      pingTimeout: options.pingTimeoutMs ?? 10_000,
      cors: { origin: '*' },
    })
    this.#io.use((socket, next) => {
      this.handshakes.push(socket.handshake.auth)
      next(this.refusal ? Object.assign(new Error('refused'), { data: this.refusal }) : undefined)
    })
    this.#io.on('connection', (socket) => this.#welcome(socket))
  }

  static async start(options: FakeServerOptions = {}): Promise<FakeServer> {
    const server = new FakeServer(options)
    await new Promise<void>((resolve) => server.#http.listen(options.port ?? 0, resolve))
    return server
  }

  get port(): number {
    return (this.#http.address() as AddressInfo).port
  }

  get url(): string {
    return `http://localhost:${this.port}`
  }

  get connections(): number {
    return this.#io.of('/').sockets.size
  }

  async stop(): Promise<void> {
    await this.#io.close()
  }

  log(room: string): FakeLog {
    const log = this.#logs.get(room) ?? new FakeLog(room, 'epoch-1')
    this.#logs.set(room, log)
    return log
  }

  /** Requests of one name, in order. */
  asked<N extends RequestName>(name: N): Payload<N>[] {
    return this.requests.flatMap((request) =>
      request.name === name ? [request.payload as Payload<N>] : [],
    )
  }

  /** Answers requests of this name differently. `nth` counts them from 0. */
  override<N extends RequestName>(
    name: N,
    answer: (payload: Payload<N>, nth: number) => unknown,
  ): void {
    this.#counts.delete(name)
    this.#overrides.set(name, answer)
  }

  /** Somebody else writes. */
  say(room: string, text: string, user: User = SOMEBODY): RoomEvent {
    const event = this.log(room).appendMessage(user, text)
    this.#broadcast(room, [event])
    return event
  }

  push<N extends PushName>(name: N, push: Push<N>): void {
    this.#io.emit(name, push)
  }

  pushRaw(name: string, push: unknown): void {
    this.#io.emit(name, push)
  }

  /** Ends every TCP connection at once, as a cable pulled and noticed. */
  cut(): void {
    for (const socket of this.#tcp) socket.destroy()
  }

  /** Takes and delivers nothing any more on the connections there are, without ending them. */
  goSilent(): void {
    for (const socket of this.#tcp) {
      socket.pause()
      socket.write = () => true
    }
  }

  #welcome(socket: Socket): void {
    const { token, name = 'Quiet Otter' } = socket.handshake.auth as Handshake
    let user = (token !== undefined && this.#users.get(token)) || undefined
    user ??= { id: crypto.randomUUID(), name }
    this.#open(socket, user)
  }

  #open(socket: Socket, first: User): void {
    let user = first
    const issue = () => {
      const token = `token ${crypto.randomUUID()}`
      this.#users.set(token, user)
      return token
    }
    socket.emit('session', {
      protocol: 1,
      user,
      token: issue(),
      serverTime: new Date().toISOString(),
      limits: this.#limits,
    })
    socket.onAny((name: RequestName, payload, acknowledge?: (answer: unknown) => void) => {
      this.requests.push({ name, payload, user })
      const nth = this.#counts.get(name) ?? 0
      this.#counts.set(name, nth + 1)
      const override = this.#overrides.get(name)?.(payload as never, nth)
      if (override === 'silence') return
      if (override !== undefined) return acknowledge?.(override)
      if (name === 'name') {
        user = { ...user, name: payload.name }
        return acknowledge?.({ ok: true, user, token: issue() })
      }
      acknowledge?.(this.#answer(socket, user, { name, payload, user } as Recorded))
    })
    socket.on('disconnect', () => {
      for (const log of this.#logs.values()) log.members.delete(user.id)
    })
  }

  #answer(socket: Socket, user: User, request: Recorded): Answer<object> {
    const { name, payload } = request
    if (name === 'name') return { ok: true }
    const log = this.log(payload.room)
    if (name === 'join') {
      void socket.join(payload.room)
      log.members.set(user.id, user)
      const { after, epoch, limit = this.#limits.historyPage } = payload
      if (after === undefined) return { ok: true, ...log.snapshot(limit) }
      return { ok: true, ...log.after(after, epoch, this.#limits.resumeEvents) }
    }
    if (!socket.rooms.has(payload.room)) {
      return { ok: false, error: { code: 'not_joined', message: 'Join the room first.' } }
    }
    switch (name) {
      case 'leave':
        void socket.leave(payload.room)
        log.members.delete(user.id)
        return { ok: true }
      case 'sync':
        return { ok: true, ...log.after(payload.after, payload.epoch, this.#limits.resumeEvents) }
      case 'history':
        return { ok: true, ...log.history(payload.before, payload.limit ?? 50) }
      case 'typing':
        socket.to(payload.room).emit('typing', {
          room: payload.room,
          users: payload.on ? [user] : [],
        })
        return { ok: true }
      case 'message': {
        const id = payload.id ?? crypto.randomUUID()
        const stored = log.messages.find((message) => message.id === id)
        if (stored && stored.user.id !== user.id) {
          return { ok: false, error: { code: 'conflict', message: 'Taken.' } }
        }
        if (stored) return { ok: true, message: stored }
        const event = log.appendMessage(user, payload.text, id, payload.replyTo)
        this.#broadcast(payload.room, [event])
        return { ok: true, ...event }
      }
      case 'edit':
      case 'delete':
      case 'react': {
        const { room: _, on, ...change } = { on: true, ...payload }
        const stored = log.messages.find((message) => message.id === payload.id)
        if (!stored) return { ok: false, error: { code: 'not_found', message: 'None.' } }
        const event = log.append(
          (name === 'react'
            ? { type: 'reaction', ...change, on, user }
            : { type: name, ...change, user }) as RoomEvent,
        )
        this.#broadcast(payload.room, [event])
        return { ok: true, message: log.messages.find((message) => message.id === payload.id) }
      }
    }
  }

  #broadcast(room: string, events: RoomEvent[]): void {
    if (!this.losesPushes) this.#io.to(room).emit('events', { room, events })
  }
}
