import { dialects, type Dialect, type DialectName } from './dialect.ts'
import {
  ackIdOf,
  argumentsOf,
  connectPacket,
  eventMatcher,
  eventPacket,
  kindOf,
  PONG,
} from './packet.ts'
import { TextSocket } from './text-socket.ts'

export type Session = { token: string }
export type Answer = { ok: boolean } & Record<string, unknown>

const OK = Buffer.from('"ok":true')
const isSession = eventMatcher('session')

/** One client, of hand-made frames and packets. Answers that are not `ok` end the run. */
export class Connection {
  /** Called with the whole frame of each push that carries messages; it stands only as long as the call. */
  onDelivery: (frame: Buffer) => void = () => {}
  onClose: () => void = () => {
    throw new Error('The server closed a connection.')
  }
  session: Session | undefined
  readonly #socket: TextSocket
  readonly #dialect: Dialect
  readonly #isDelivery: (frame: Buffer) => boolean
  readonly #pending = new Map<number, (frame: Buffer) => void>()
  #nextId = 0
  #onReady = () => {}

  private constructor(port: number, dialect: Dialect) {
    this.#dialect = dialect
    this.#isDelivery = eventMatcher(dialect.delivery)
    this.#socket = new TextSocket(
      port,
      '/socket.io/?EIO=4&transport=websocket',
      (frame) => this.#receive(frame),
      () => this.onClose(),
    )
  }

  static async open(port: number, name: DialectName, auth: object = {}): Promise<Connection> {
    const dialect = dialects[name]
    const connection = new Connection(port, dialect)
    const ready = new Promise<void>((resolve) => (connection.#onReady = resolve))
    await connection.#socket.opened
    if (dialect.hasHandshake) {
      connection.#socket.send(connectPacket(auth))
      await ready
    }
    return connection
  }

  /** Sends a request; `onAnswer` has the answer's frame, unparsed, once it is known to be `ok`. */
  send(event: string, payload: object, onAnswer: (frame: Buffer) => void): void {
    const id = this.#nextId++
    this.#pending.set(id, onAnswer)
    this.#socket.send(eventPacket(id, event, payload))
  }

  request(event: string, payload: object): Promise<Answer> {
    return new Promise((resolve) => {
      this.send(event, payload, (frame) => resolve(argumentsOf(frame)[0] as Answer))
    })
  }

  /** Cuts the connection without a word. */
  cut(): void {
    this.onClose = () => {}
    this.#socket.cut()
  }

  #receive(frame: Buffer): void {
    switch (kindOf(frame)) {
      case 'event':
        if (this.#isDelivery(frame)) this.onDelivery(frame)
        else if (this.#dialect.hasSession && isSession(frame)) this.#start(frame)
        return
      case 'ack':
        return this.#answer(frame)
      case 'ping':
        return this.#socket.send(PONG)
      case 'connect':
        if (!this.#dialect.hasSession) this.#onReady()
        return
      case 'refusal':
        throw new Error(`The server refused a connection: ${frame.toString()}`)
      case 'open':
      case 'other':
    }
  }

  #start(frame: Buffer): void {
    this.session = argumentsOf(frame)[1] as Session
    this.#onReady()
  }

  #answer(frame: Buffer): void {
    if (!frame.includes(OK)) throw new Error(`The server refused a request: ${frame.toString()}`)
    const id = ackIdOf(frame)
    const onAnswer = this.#pending.get(id)
    this.#pending.delete(id)
    onAnswer?.(frame)
  }
}
