import { streamOf, type EngineSocket, type Packet } from './engine-socket.js'

type Counted = { first: Packet; packets: number; bytes: number }

/** What waits for connections that do not keep up. */
export class Backlog {
  /** Every packet is counted once: what waits goes as a whole, so nothing has gone as long as the first is the same. */
  readonly #counted = new WeakMap<EngineSocket, Counted>()

  /** With what the system has not taken yet. */
  bytesOf(connection: EngineSocket): number {
    const underWay = streamOf(connection)?.writableLength ?? 0
    const { writeBuffer } = connection
    const [first] = writeBuffer
    if (!first) return underWay
    const known = this.#counted.get(connection)
    const counted = known?.first === first ? known : { first, packets: 0, bytes: 0 }
    for (; counted.packets < writeBuffer.length; counted.packets += 1) {
      const data = writeBuffer[counted.packets]?.data
      counted.bytes += typeof data === 'string' ? data.length : 0
    }
    this.#counted.set(connection, counted)
    return counted.bytes + underWay
  }
}
