import { CLOSE, type MakeAddress, type Transport, type TransportListener } from './transport.js'

const SEPARATOR = '\x1e'

/** Engine.IO over HTTP: a request that waits for packets, again and again, and one for each few that are sent. */
export class PollingTransport implements Transport {
  readonly #makeAddress: MakeAddress
  readonly #listener: TransportListener
  readonly #reading = new AbortController()
  readonly #polling: Promise<void>
  #writing: Promise<void> | undefined
  #isPaused = false
  #isEnded = false

  constructor(makeAddress: MakeAddress, listener: TransportListener) {
    this.#makeAddress = makeAddress
    this.#listener = listener
    this.#polling = this.#poll()
  }

  get isFree(): boolean {
    return !this.#writing && !this.#isPaused && !this.#isEnded
  }

  send(packets: readonly string[]): void {
    this.#writing = this.#post(packets).then(
      () => {
        this.#writing = undefined
        if (this.isFree) this.#listener.onFree()
      },
      () => this.#fail(),
    )
  }

  async pause(): Promise<void> {
    this.#isPaused = true
    await Promise.all([this.#polling, this.#writing])
  }

  close(last: readonly string[] = []): void {
    if (this.#isEnded) return
    this.#isEnded = true
    this.#reading.abort()
    // One request at a time, or they might overtake each other. Whether it arrives is not waited for.
    const written = this.#writing ?? Promise.resolve()
    written.then(() => this.#post([...last, CLOSE])).catch(() => {})
  }

  async #poll(): Promise<void> {
    while (!this.#isPaused && !this.#isEnded) {
      const text = await this.#fetch({ signal: this.#reading.signal }).catch(() => this.#fail())
      for (const packet of text?.split(SEPARATOR) ?? [])
        if (!this.#isEnded) this.#listener.onPacket(packet)
    }
  }

  async #post(packets: readonly string[]): Promise<void> {
    await this.#fetch({ method: 'POST', body: packets.join(SEPARATOR) })
  }

  async #fetch(request: RequestInit): Promise<string> {
    const address = this.#makeAddress()
    // No cache on the way may answer.
    address.searchParams.set('t', Math.random().toString(36).slice(2))
    const answer = await fetch(address, { ...request, credentials: 'omit' })
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`)
    return answer.text()
  }

  #fail(): undefined {
    if (this.#isEnded) return
    this.#isEnded = true
    this.#reading.abort()
    this.#listener.onEnd('transport error')
  }
}
