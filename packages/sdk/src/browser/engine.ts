import { PollingTransport } from './polling-transport.js'
import {
  CLOSE,
  MESSAGE,
  NOOP,
  OPEN,
  PING,
  PONG,
  UPGRADE,
  type MakeAddress,
  type Transport,
} from './transport.js'
import { WebSocketTransport } from './web-socket-transport.js'

const TRANSPORTS = { websocket: WebSocketTransport, polling: PollingTransport }
type TransportName = keyof typeof TRANSPORTS

/** What is sent to try a transport, and what comes back. */
const PROBE = { sent: `${PING}probe`, answered: `${PONG}probe` }

export type EngineOptions = { origin: string; path: string; transports: readonly string[] }

export type EngineListener = {
  onOpen: () => void
  onMessage: (text: string) => void
  /** It has ended by itself. */
  onEnd: (reason: string) => void
}

/** The `open` packet; times in ms, `maxPayload` in bytes of one request. */
type Session = {
  sid: string
  upgrades: string[]
  pingInterval: number
  pingTimeout: number
  maxPayload: number
}

/**
 * The texts that go to the server and come from it, in order, over the first transport that works; where that is
 * polling, it goes over to WebSocket as soon as that has been tried. It begins when it is made, and ends once: where the
 * other side is silent for too long, too.
 *
 * Engine.IO's protocol, version 4, without what is never used here: binary packets, cookies, WebTransport.
 */
export class Engine {
  readonly #address: URL
  readonly #listener: EngineListener
  readonly #onOffline = () => this.#end('transport close')
  #names: TransportName[]
  #transport: Transport
  #probe: Transport | undefined
  #waiting: string[] = []
  #isOpen = false
  #isGoingOver = false
  #isEnded = false
  #maxBytes = Infinity
  #silenceMs = 0
  #silentAt = Infinity
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor({ origin, path, transports }: EngineOptions, listener: EngineListener) {
    this.#listener = listener
    this.#address = new URL(path.replace(/\/?$/, '/'), origin)
    this.#address.searchParams.set('EIO', '4')
    this.#names = transports.filter((name): name is TransportName => name in TRANSPORTS)
    this.#transport = this.#open()
    // A server on the same machine is there without a network.
    if (this.#address.hostname !== 'localhost') {
      globalThis.addEventListener?.('offline', this.#onOffline)
    }
  }

  get isFree(): boolean {
    return this.#isOpen && this.#transport.isFree
  }

  /** Whether nothing was heard for too long; then it ends. A timer alone would be late where the device slept. */
  isSilent(): boolean {
    const isSilent = Date.now() > this.#silentAt
    if (isSilent) queueMicrotask(() => this.#end('ping timeout'))
    return isSilent
  }

  send(text: string): void {
    this.#push(MESSAGE + text)
  }

  /** Ends it after what was sent. Its listener hears nothing more. */
  close(): void {
    if (!this.#isEnded) this.#shut(this.isFree ? this.#waiting : [])
  }

  #open(): Transport {
    const [name = 'websocket'] = this.#names
    return new TRANSPORTS[name](this.#addressFor(name), {
      onFree: () => this.#flush(),
      onPacket: (packet) => this.#take(packet),
      onEnd: (reason) => this.#lose(reason),
    })
  }

  #addressFor(transport: TransportName): MakeAddress {
    return () => {
      const address = new URL(this.#address)
      address.searchParams.set('transport', transport)
      return address
    }
  }

  #take(packet: string): void {
    switch (packet[0]) {
      case OPEN:
        return this.#start(packet.slice(1))
      case MESSAGE:
        return this.#listener.onMessage(packet.slice(1))
      case PING:
        this.#push(PONG)
        return this.#watch()
      case NOOP:
        return
      case CLOSE:
        return this.#end('transport close')
      default:
        this.#end('parse error')
    }
  }

  #start(data: string): void {
    const session = readSession(data)
    if (!session) return this.#end('parse error')
    this.#address.searchParams.set('sid', session.sid)
    this.#silenceMs = session.pingInterval + session.pingTimeout
    this.#maxBytes = session.maxPayload
    this.#isOpen = true
    this.#watch()
    this.#listener.onOpen()
    const isBetter = session.upgrades.includes('websocket') && this.#names.includes('websocket')
    if (isBetter && !this.#isEnded) this.#tryWebSocket()
  }

  #tryWebSocket(): void {
    const isTried = (): boolean => this.#probe === probe
    const probe: Transport = new WebSocketTransport(this.#addressFor('websocket'), {
      onFree: () => probe.send([PROBE.sent]),
      onPacket: (packet) => {
        if (!isTried()) this.#take(packet)
        else if (packet === PROBE.answered) void this.#goOver(probe)
        else this.#giveUpProbe()
      },
      onEnd: (reason) => (isTried() ? this.#giveUpProbe() : this.#lose(reason)),
    })
    this.#probe = probe
  }

  async #goOver(probe: Transport): Promise<void> {
    this.#isGoingOver = true
    // The server answers the request that waits, so that nothing is under way on both.
    await this.#transport.pause()
    if (this.#isEnded) return
    this.#transport = probe
    this.#probe = undefined
    this.#isGoingOver = false
    probe.send([UPGRADE])
    this.#flush()
  }

  #giveUpProbe(): void {
    // What is paused does not go on.
    if (this.#isGoingOver) return this.#end('transport close')
    this.#probe?.close()
    this.#probe = undefined
  }

  #watch(): void {
    clearTimeout(this.#timer)
    this.#silentAt = Date.now() + this.#silenceMs
    this.#timer = setTimeout(() => this.#end('ping timeout'), this.#silenceMs)
  }

  #push(packet: string): void {
    if (this.#isEnded) return
    this.#waiting.push(packet)
    this.#flush()
  }

  #flush(): void {
    while (this.isFree && this.#waiting.length > 0) {
      this.#transport.send(this.#waiting.splice(0, this.#countFitting()))
    }
  }

  /** How many of those that wait go into one request. */
  #countFitting(): number {
    let bytes = 0
    const end = this.#waiting.findIndex((packet, index) => {
      bytes += new TextEncoder().encode(packet).length + 1
      return index > 0 && bytes > this.#maxBytes
    })
    return end < 0 ? this.#waiting.length : end
  }

  #lose(reason: string): void {
    if (this.#isEnded) return
    if (this.#isOpen || this.#names.length < 2) return this.#end(reason)
    this.#names = this.#names.slice(1)
    this.#transport = this.#open()
  }

  #end(reason: string): void {
    if (this.#isEnded) return
    this.#shut([])
    this.#listener.onEnd(reason)
  }

  #shut(last: readonly string[]): void {
    this.#isEnded = true
    clearTimeout(this.#timer)
    globalThis.removeEventListener?.('offline', this.#onOffline)
    this.#transport.close(last)
    this.#probe?.close()
  }
}

function readSession(data: string): Session | undefined {
  try {
    const { sid, upgrades, pingInterval, pingTimeout, maxPayload } = JSON.parse(data) as Session
    return { sid, upgrades: [...upgrades], pingInterval, pingTimeout, maxPayload }
  } catch {
    return undefined
  }
}
