import {
  ChatError,
  type Handshake,
  type Payload,
  type Push,
  type PushName,
  type RequestName,
} from '@chat/protocol'
import { Manager, type Socket } from 'socket.io-client'
import { toChatError } from './failure.js'
import { readPush, readRefusal } from './received.js'

export type ConnectionOptions = {
  origin: string
  path: string
  transports: readonly string[]
  /** How long the way to a session may take. */
  timeoutMs: number
  /** Asked for once the transport is open. */
  auth: () => Promise<Handshake>
  handlers: PushHandlers
  /** A push came that cannot be read; what it said is missing now. */
  onMalformed: (name: PushName) => void
}

export type PushHandlers = { [N in PushName]: (push: Push<N>) => void }

/** One attempt to connect and, where it succeeds, one connection. It ends once, and never comes back. */
export class Connection {
  readonly #options: ConnectionOptions
  readonly #socket: Socket
  readonly #endListeners = new Set<(error: ChatError) => void>()
  readonly #timer: ReturnType<typeof setTimeout>
  #isEnded = false

  constructor(options: ConnectionOptions) {
    this.#options = options
    const { origin, path, transports, timeoutMs, auth } = options
    const manager = new Manager(origin, {
      path,
      transports: [...transports],
      tryAllTransports: true,
      reconnection: false,
      timeout: timeoutMs,
      autoConnect: false,
    })
    this.#socket = manager.socket('/', {
      auth: (send) => {
        auth().then(
          (data) => this.#isEnded || send(data),
          (error: unknown) => this.end(toChatError(error)),
        )
      },
    })
    this.#timer = setTimeout(() => this.#lose('no session in time'), timeoutMs)
    this.#listen('session')
    this.#listen('events')
    this.#listen('presence')
    this.#listen('typing')
    this.#listen('notice')
    this.#listen('moderation')
    this.#socket.on('connect_error', (error: Error & { data?: unknown }) =>
      this.end(readRefusal(error.data, error)),
    )
    this.#socket.on('disconnect', (reason) => this.#lose(reason))
    this.#socket.connect()
  }

  /** Sends a request; `acknowledge` gets whatever the server answers, unread. Nothing happens once it has ended. */
  emit<N extends RequestName>(
    name: N,
    payload: Payload<N>,
    acknowledge?: (answer: unknown) => void,
  ): void {
    if (this.#isEnded) return
    if (acknowledge) this.#socket.emit(name, payload, acknowledge)
    else this.#socket.volatile.emit(name, payload)
  }

  /** Calls `listener` when the connection ends, at once where it has. Returns a function that takes it back. */
  onEnd(listener: (error: ChatError) => void): () => void {
    this.#endListeners.add(listener)
    return () => {
      this.#endListeners.delete(listener)
    }
  }

  /** Ends the attempt or the connection, for the reason given. */
  end(error: ChatError): void {
    if (this.#isEnded) return
    this.#isEnded = true
    clearTimeout(this.#timer)
    this.#socket.disconnect()
    for (const listener of this.#endListeners) listener(error)
  }

  #lose(reason: string): void {
    this.end(new ChatError('unavailable', `The connection was lost (${reason}).`))
  }

  #listen<N extends PushName>(name: N): void {
    this.#socket.on<string>(name, (value: unknown) => {
      if (this.#isEnded) return
      const push = readPush(name, value)
      const { handlers, onMalformed } = this.#options
      if (!push) return onMalformed(name)
      if (name === 'session') clearTimeout(this.#timer)
      handlers[name](push)
    })
  }
}
