import {
  ChatError,
  type Handshake,
  type Payload,
  type Push,
  type PushName,
  type RequestName,
} from '@chat/protocol'
import { toChatError } from './failure.js'
import { openSocket } from './open-socket.js'
import { readPush, readRefusal } from './received.js'
import type { Socket } from './socket.js'

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
    this.#timer = setTimeout(() => this.#lose('no session in time'), timeoutMs)
    this.#socket = openSocket({
      ...{ origin, path, transports, timeoutMs },
      auth: (send) => {
        auth().then(
          (data) => this.#isEnded || send(data),
          (error: unknown) => this.end(toChatError(error)),
        )
      },
      onEvent: (name, value) => this.#receive(name, value),
      onRefused: (error) => this.end(readRefusal(error.data, error)),
      onLost: (reason) => this.#lose(reason),
    })
  }

  /** Sends a request; `acknowledge` gets whatever the server answers, unread. Nothing happens once it has ended. */
  emit<N extends RequestName>(
    name: N,
    payload: Payload<N>,
    acknowledge?: (answer: unknown) => void,
  ): void {
    if (!this.#isEnded) this.#socket.emit(name, payload, acknowledge)
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

  #receive(name: string, value: unknown): void {
    const { handlers, onMalformed } = this.#options
    if (this.#isEnded || !isPushName(name, handlers)) return
    const push = readPush(name, value)
    if (!push) return onMalformed(name)
    if (name === 'session') clearTimeout(this.#timer)
    handle(name, push, handlers)
  }
}

// What a newer server tells besides is none of this version's business.
function isPushName(name: string, handlers: PushHandlers): name is PushName {
  return Object.hasOwn(handlers, name)
}

function handle<N extends PushName>(name: N, push: Push<N>, handlers: PushHandlers): void {
  handlers[name](push)
}
