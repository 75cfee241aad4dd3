import { createServer } from 'node:http'
import type { AddressInfo, Socket as TcpSocket } from 'node:net'
import {
  DEFAULT_LIMITS,
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
import { answerRequest, no, type FakeRequest } from './fake-answer.js'
import { FakeLog, type NewEvent } from './fake-log.js'

/** An answer in place of the usual one; `silence` for none at all; undefined for the usual one. */
type Override = (payload: never, nth: number) => unknown

export type FakeServerOptions = {
  port?: number
  pingIntervalMs?: number
  pingTimeoutMs?: number
  limits?: Partial<Limits>
  transports?: ('polling' | 'websocket')[]
  maxRequestBytes?: number
}

export const SOMEBODY: User = { id: 'somebody', name: 'Some Body' }

/**
 * A Socket.IO server in process that speaks the protocol as the real one does, remembers all that it is asked, and
 * on demand refuses, keeps quiet, forgets pushes or cuts.
 */
export class FakeServer {
  /** Every request, in order. */
  readonly requests: FakeRequest[] = []
  readonly handshakes: Handshake[] = []
  /** Refuses every connection with this, while it is set. */
  refusal: unknown
  /** While false, connections are taken and get no session. */
  givesSessions = true
  /** While true, events are stored but nobody is told. */
  losesPushes = false
  /** WebSockets that were tried in vain. */
  refusedWebSockets = 0
  readonly #http = createServer()
  readonly #tcp = new Set<TcpSocket>()
  readonly #io: Server
  readonly #logs = new Map<string, FakeLog>()
  readonly #users = new Map<string, User>()
  readonly #overrides = new Map<RequestName, Override>()
  readonly #counts = new Map<RequestName, number>()
  readonly #held = new Map<RequestName, (() => void)[]>()
  readonly #limits: Limits

  private constructor(options: FakeServerOptions) {
    this.#limits = { ...DEFAULT_LIMITS, ...options.limits }
    this.#http.on('connection', (socket) => {
      this.#tcp.add(socket)
      socket.on('close', () => this.#tcp.delete(socket))
    })
    this.#io = new Server(this.#http, {
      pingInterval: options.pingIntervalMs ?? 15_000,
      pingTimeout: options.pingTimeoutMs ?? 10_000,
      cors: { origin: '*' },
      ...(options.maxRequestBytes && { maxHttpBufferSize: options.maxRequestBytes }),
      ...(options.transports && { transports: options.transports }),
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

  /** From now on no WebSocket is opened. */
  refuseWebSockets(): void {
    this.#http.prependListener('upgrade', (_request, socket) => {
      this.refusedWebSockets += 1
      socket.destroy()
    })
  }

  /** Over what each connection goes now. */
  get transportsInUse(): string[] {
    return [...this.#io.of('/').sockets.values()].map(({ conn }) => conn.transport.name)
  }

  async stop(): Promise<void> {
    const closed = this.#io.close()
    this.cut()
    await closed
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

  /** Answers requests of this name differently, and does nothing else. `nth` counts them from 0. */
  override<N extends RequestName>(
    name: N,
    answer: (payload: Payload<N>, nth: number) => unknown,
  ): void {
    this.#counts.delete(name)
    this.#overrides.set(name, answer)
  }

  /** Does what requests of this name ask but keeps the answers until the returned function is called. */
  holdAnswers(name: RequestName): () => void {
    const held: (() => void)[] = []
    this.#held.set(name, held)
    return () => {
      this.#held.delete(name)
      for (const deliver of held) deliver()
    }
  }

  /** Somebody else writes. */
  say(room: string, text: string, user: User = SOMEBODY): RoomEvent {
    const event = this.log(room).appendMessage(user, text)
    this.#broadcast(room, event)
    return event
  }

  /** Somebody else does something to a room. */
  publish(room: string, event: NewEvent): RoomEvent {
    const appended = this.log(room).append(event)
    this.#broadcast(room, appended)
    return appended
  }

  push<N extends PushName>(name: N, push: Push<N>): void {
    this.#io.emit(name, push)
  }

  pushRaw(name: string, push: unknown): void {
    this.#io.emit(name, push)
  }

  /** Sends what may be no packet of Socket.IO at all. */
  sendRaw(packet: string | Buffer): void {
    for (const { conn } of this.#io.of('/').sockets.values()) conn.send(packet)
  }

  /** Ends every session, by the protocol. */
  disconnectAll(): void {
    this.#io.disconnectSockets()
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
    if (!this.givesSessions) return
    const { token, name = 'Quiet Otter' } = socket.handshake.auth as Handshake
    const known = token === undefined ? undefined : this.#users.get(token)
    this.#serve(socket, known ?? { id: crypto.randomUUID(), name })
  }

  #serve(socket: Socket, first: User): void {
    let user = first
    socket.emit('session', {
      protocol: 1,
      user,
      token: this.#issueToken(user),
      serverTime: new Date().toISOString(),
      limits: this.#limits,
    })
    socket.onAny(
      (name: RequestName, payload, acknowledge: (answer: unknown) => void = () => {}) => {
        this.requests.push({ name, payload, user })
        const nth = this.#counts.get(name) ?? 0
        this.#counts.set(name, nth + 1)
        const override = this.#overrides.get(name)?.(payload as never, nth)
        if (override === 'silence') return
        if (override !== undefined) return acknowledge(override)
        if (name === 'name') {
          user = { ...user, name: payload.name }
          return acknowledge({ ok: true, user, token: this.#issueToken(user) })
        }
        const answer = this.#answer(socket, { name, payload, user })
        const held = this.#held.get(name)
        if (held) held.push(() => acknowledge(answer))
        else acknowledge(answer)
      },
    )
    socket.on('disconnect', () => {
      for (const log of this.#logs.values()) log.members.delete(user.id)
    })
  }

  #issueToken(user: User): string {
    const token = `token ${crypto.randomUUID()}`
    this.#users.set(token, user)
    return token
  }

  #answer(socket: Socket, request: Exclude<FakeRequest, { name: 'name' }>): unknown {
    const { name, payload, user } = request
    const { room } = payload
    const log = this.log(room)
    if (name === 'join') {
      void socket.join(room)
      log.members.set(user.id, user)
    }
    if (!socket.rooms.has(room)) return no('not_joined').answer
    if (name === 'leave') {
      void socket.leave(room)
      log.members.delete(user.id)
    }
    if (name === 'typing') {
      socket.to(room).emit('typing', { room, users: payload.on ? [user] : [] })
    }
    const { answer, event } = answerRequest(log, request, this.#limits)
    if (event) this.#broadcast(room, event)
    return answer
  }

  #broadcast(room: string, event: RoomEvent): void {
    if (!this.losesPushes) this.#io.to(room).emit('events', { room, events: [event] })
  }
}
