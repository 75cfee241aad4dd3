import type { MakeAddress, Transport, TransportListener } from './transport.js'

/** Engine.IO over WebSocket: a packet a frame. */
export class WebSocketTransport implements Transport {
  #link: WebSocket | undefined

  constructor(makeAddress: MakeAddress, { onFree, onPacket, onEnd }: TransportListener) {
    const address = makeAddress()
    address.protocol = address.protocol.replace('http', 'ws')
    try {
      const link = new WebSocket(address)
      link.onopen = onFree
      // What is not a text is no packet.
      link.onmessage = ({ data }) => onPacket(typeof data === 'string' ? data : '')
      link.onerror = link.onclose = () => {
        this.close()
        onEnd('transport close')
      }
      this.#link = link
    } catch {
      // Where the page's own rules forbid it.
      queueMicrotask(() => onEnd('transport error'))
    }
  }

  get isFree(): boolean {
    return this.#link?.readyState === WebSocket.OPEN
  }

  send(packets: readonly string[]): void {
    for (const packet of packets) this.#link?.send(packet)
  }

  async pause(): Promise<void> {}

  close(last: readonly string[] = []): void {
    const link = this.#link
    if (!link) return
    if (this.isFree) this.send(last)
    this.#link = undefined
    link.onopen = link.onmessage = link.onerror = link.onclose = null
    link.close()
  }
}
