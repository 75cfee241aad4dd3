import type { Socket, SocketOptions } from '../socket.js'
import { Engine } from './engine.js'

/** Types of packets, and the names that events cannot have. */
const CONNECT = 0
const DISCONNECT = 1
const EVENT = 2
const ACK = 3
const CONNECT_ERROR = 4
const RESERVED = /^(connect|connect_error|disconnect|disconnecting|newListener|removeListener)$/

export function openSocket(options: SocketOptions): Socket {
  return new BrowserSocket(options)
}

/**
 * Socket.IO's protocol, version 5, without what is never used here: other namespaces, binary data, acknowledgements to
 * the server. Where a packet cannot be read the connection ends; what events and answers say is read by others.
 *
 * Source: https://socket.io/docs/v4/socket-io-protocol
 */
class BrowserSocket implements Socket {
  readonly #options: SocketOptions
  readonly #engine: Engine
  readonly #waiting = new Map<number, (answer: unknown) => void>()
  #asked = 0
  #isConnected = false
  #isLost = false

  constructor(options: SocketOptions) {
    this.#options = options
    this.#engine = new Engine(options, {
      onOpen: () => options.auth((data) => this.#write(CONNECT, '', data)),
      onMessage: (text) => this.#read(text),
      onEnd: (reason) => this.#lose(reason),
    })
  }

  emit(name: string, payload: unknown, acknowledge?: (answer: unknown) => void): void {
    if (!this.#isConnected || this.#engine.isSilent()) return
    if (acknowledge) {
      this.#waiting.set(this.#asked, acknowledge)
      this.#write(EVENT, this.#asked++, [name, payload])
    } else if (this.#engine.isFree) this.#write(EVENT, '', [name, payload])
  }

  disconnect(): void {
    if (this.#isConnected) this.#write(DISCONNECT, '')
    this.#close()
  }

  #write(type: number, id: number | '', data?: unknown): void {
    this.#engine.send(`${type}${id}${data === undefined ? '' : JSON.stringify(data)}`)
  }

  #read(text: string): void {
    try {
      const [, digit, id, json] = /^([0-4])(\d*)(.*)$/s.exec(text) ?? []
      const type = Number(digit)
      const data: unknown = json ? JSON.parse(json) : undefined
      const list: unknown[] | undefined = Array.isArray(data) ? data : undefined
      const needsList = type === EVENT || type === ACK
      const isReserved = type === EVENT && RESERVED.test(String(list?.[0]))
      if (digit === undefined || needsList !== Boolean(list) || isReserved) throw new TypeError()
      queueMicrotask(() => this.#isLost || this.#take(type, Number(id), data))
    } catch {
      this.#lose('parse error')
    }
  }

  #take(type: number, id: number, data: unknown): void {
    const [first, second] = Array.isArray(data) ? (data as unknown[]) : []
    if (type === CONNECT) this.#isConnected = true
    else if (type === DISCONNECT) this.#lose('io server disconnect')
    else if (type === EVENT) this.#options.onEvent(String(first), second)
    else if (type === CONNECT_ERROR) this.#options.onRefused(toRefusal(data))
    else {
      const acknowledge = this.#waiting.get(id)
      this.#waiting.delete(id)
      acknowledge?.(first)
    }
  }

  #lose(reason: string): void {
    if (this.#isLost) return
    this.#close()
    this.#options.onLost(reason)
  }

  #close(): void {
    this.#isLost = true
    this.#isConnected = false
    this.#engine.close()
  }
}

function toRefusal(data: unknown): Error & { data?: unknown } {
  const { message, data: why } = Object(data) as { message?: string; data?: unknown }
  return Object.assign(new Error(message), { data: why })
}
