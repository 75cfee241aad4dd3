import { createClient } from 'redis'
import { BUS_KEY } from '../src/bus/bus.js'
import type { BusNote } from '../src/bus/bus-note.js'

type RedisClient = ReturnType<typeof createClient>
/** What becomes of a note: `'lost'`, or how long each copy of it takes, ms. */
export type Fate = 'lost' | number[]

const COURIER = 'courier'

/**
 * A bus that does what it likes with what it carries. Each of two processes has a Redis of its own; what one tells of the
 * log is brought to the other as `fateOf` says.
 */
export class DisturbedBus {
  /** What becomes of the next notes. */
  fateOf: () => Fate = () => [0]
  readonly #clients: RedisClient[] = []
  readonly #timers = new Set<NodeJS.Timeout>()
  #isClosed = false

  static async between(one: string, two: string): Promise<DisturbedBus> {
    const bus = new DisturbedBus()
    await Promise.all([bus.#carry(one, two), bus.#carry(two, one)])
    return bus
  }

  close(): void {
    this.#isClosed = true
    for (const timer of this.#timers) clearTimeout(timer)
    for (const client of this.#clients) client.destroy()
  }

  async #carry(from: string, to: string): Promise<void> {
    const [source, target] = await Promise.all([this.#connect(from), this.#connect(to)])
    void this.#readOn(source, target).catch((error: unknown) => {
      if (!this.#isClosed) throw error
    })
  }

  async #connect(url: string): Promise<RedisClient> {
    const client: RedisClient = createClient({ url })
    client.on('error', () => {})
    this.#clients.push(client)
    await client.connect()
    return client
  }

  async #readOn(source: RedisClient, target: RedisClient): Promise<void> {
    let last = '0-0'
    while (!this.#isClosed) {
      const streams = await source.xRead({ key: BUS_KEY, id: last }, { BLOCK: 1_000, COUNT: 100 })
      const [stream] = (streams ?? []) as {
        messages: { id: string; message: Record<string, string> }[]
      }[]
      for (const { id, message } of stream?.messages ?? []) {
        last = id
        if (message['from'] !== COURIER) this.#bring(message['note'] ?? '', target)
      }
    }
  }

  #bring(note: string, target: RedisClient): void {
    const { type } = JSON.parse(note) as BusNote
    if (type !== 'events') return
    const fate = this.fateOf()
    if (fate === 'lost') return
    for (const ms of fate) {
      const timer = setTimeout(() => {
        this.#timers.delete(timer)
        target.xAdd(BUS_KEY, '*', { from: COURIER, note }).catch(() => {})
      }, ms)
      this.#timers.add(timer)
    }
  }
}
