import type { ChatError } from '@chat/protocol'
import { backoffMs, suspendedMs, type Random } from './backoff.js'
import { transition, type ClientStatus, type StatusSignal } from './client-status.js'
import type { Connection } from './connection.js'
import { isTransient } from './failure.js'
import { listenForWake } from './wake.js'

export type ClientStatusChange = {
  readonly current: ClientStatus
  /** The same as `current` where one more attempt to connect has failed. */
  readonly previous: ClientStatus
  readonly error?: ChatError
  /** When the next attempt is made, milliseconds from now. */
  readonly retryInMs?: number
}

type Wiring = {
  /** Makes attempt number `attempt`, counted from 0 since the last success. */
  open: (attempt: number) => Connection
  onStatus: (change: ClientStatusChange) => void
  /** The network or the page is back while there seems to be a connection. */
  onWake: () => void
  random: Random
}

const SUSPEND_AFTER_MS = 120_000
/** Losing a connection younger than this makes the next one wait longer. */
const STABLE_MS = 10_000
/** Spreads the clients of a server that restarts over 2.4 s. */
const SHUTDOWN_PENALTY = 3

/** Keeps one connection for as long as one is wanted. */
export class Reconnector {
  readonly #wiring: Wiring
  #status: ClientStatus = 'closed'
  #connection: Connection | undefined
  /** Attempts that failed since there was a connection. */
  #failures = 0
  /** Attempts to wait as if for, beyond those that failed. */
  #penalty = 0
  /** When the connection was made, or lost. */
  #since = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #stopListening = () => {}

  constructor(wiring: Wiring) {
    this.#wiring = wiring
  }

  get status(): ClientStatus {
    return this.#status
  }

  /** The connection to send by; undefined unless `connected`. */
  get connection(): Connection | undefined {
    return this.#status === 'connected' ? this.#connection : undefined
  }

  /** Begins; where it has begun, the next attempt is made at once. */
  start(): void {
    if (this.#timer) this.#open()
    if (this.#status !== 'closed') return
    this.#failures = 0
    this.#penalty = 0
    this.#since = Date.now()
    this.#stopListening = listenForWake(() => this.#wake())
    this.#signal('connect')
    this.#open()
  }

  /** Makes another connection in place of the one there is. */
  renew(reason: ChatError): void {
    this.#connection?.end(reason)
    if (this.#timer) this.#open()
  }

  /** The server has given a session. */
  succeed(): void {
    this.#failures = 0
    this.#since = Date.now()
    this.#signal('session')
  }

  /** Ends the connection and all attempts. */
  stop(error: ChatError): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#stopListening()
    const connection = this.#connection
    this.#connection = undefined
    this.#signal('close', { error })
    connection?.end(error)
  }

  /** The server is about to go: the way back is spread in time. */
  expectShutdown(): void {
    this.#penalty = SHUTDOWN_PENALTY
  }

  #open(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const connection = this.#wiring.open(this.#failures)
    this.#connection = connection
    connection.onEnd((error) => {
      if (connection === this.#connection) this.#lose(error)
    })
  }

  #lose(error: ChatError): void {
    this.#connection = undefined
    if (!isTransient(error)) return this.stop(error)
    const agedMs = Date.now() - this.#since
    if (this.#status === 'connected') {
      this.#since = Date.now()
      if (this.#penalty < SHUTDOWN_PENALTY) this.#penalty = agedMs < STABLE_MS ? 1 : 0
      this.#retry('lost', error)
    } else {
      this.#failures += 1
      this.#retry(agedMs < SUSPEND_AFTER_MS ? 'lost' : 'exhausted', error)
    }
  }

  #retry(signal: StatusSignal, error: ChatError): void {
    const { random } = this.#wiring
    const waitMs =
      signal === 'exhausted'
        ? suspendedMs(random)
        : backoffMs(this.#failures + this.#penalty, random)
    const retryInMs = waitMs + (error.retryAfter ?? 0)
    this.#penalty = 0
    this.#timer = setTimeout(() => this.#open(), retryInMs)
    this.#signal(signal, { error, retryInMs })
  }

  #wake(): void {
    if (this.#timer) this.#open()
    else if (this.connection) this.#wiring.onWake()
  }

  #signal(signal: StatusSignal, details: Pick<ClientStatusChange, 'error' | 'retryInMs'> = {}) {
    const previous = this.#status
    this.#status = transition(previous, signal)
    this.#wiring.onStatus({ current: this.#status, previous, ...details })
  }
}
