import type { Socket } from 'node:net'

/** What is throttled goes out in so many steps a second. */
const STEPS_PER_SECOND = 20

type Chunk = { bytes: Buffer; dueAt: number }

/** One direction of a connection: bytes pass in order, and as late and as slowly as they are told to. */
export class TcpFlow {
  readonly #from: Socket
  readonly #to: Socket
  readonly #queue: Chunk[] = []
  #timer: NodeJS.Timeout | undefined
  #isStalled = false
  delayMs = 0
  bytesPerSecond = Infinity

  constructor(from: Socket, to: Socket) {
    this.#from = from
    this.#to = to
    from.on('data', this.#take)
    from.on('close', () => clearTimeout(this.#timer))
    to.on('drain', () => this.#isStalled || from.resume())
  }

  /** Passes on nothing and takes nothing, so that what is written fills up behind it, until {@link resume}. */
  stall(): void {
    this.#isStalled = true
    this.#from.pause()
  }

  resume(): void {
    this.#isStalled = false
    this.#from.resume()
  }

  /** Takes what comes and passes on nothing, so that neither side notices. */
  swallow(): void {
    clearTimeout(this.#timer)
    this.#queue.length = 0
    this.#from.off('data', this.#take)
    this.#from.on('data', () => {})
    this.#from.resume()
  }

  readonly #take = (bytes: Buffer) => {
    const isFree = this.delayMs === 0 && this.bytesPerSecond === Infinity
    if (isFree && this.#queue.length === 0) return this.#write(bytes)
    this.#queue.push({ bytes, dueAt: Date.now() + this.delayMs })
    this.#timer ??= setTimeout(this.#pass, this.delayMs)
  }

  readonly #pass = () => {
    this.#timer = undefined
    let allowed = this.bytesPerSecond / STEPS_PER_SECOND
    for (let chunk = this.#queue[0]; chunk && chunk.dueAt <= Date.now(); chunk = this.#queue[0]) {
      if (allowed < 1) break
      const bytes = chunk.bytes.subarray(0, allowed)
      allowed -= bytes.length
      this.#write(bytes)
      if (bytes.length === chunk.bytes.length) this.#queue.shift()
      else chunk.bytes = chunk.bytes.subarray(bytes.length)
    }
    const next = this.#queue[0]
    if (!next) return
    const waitMs = Math.max(1_000 / STEPS_PER_SECOND, next.dueAt - Date.now())
    this.#timer = setTimeout(this.#pass, waitMs)
  }

  #write(bytes: Buffer): void {
    if (!this.#to.writable) return
    if (!this.#to.write(bytes)) this.#from.pause()
  }
}
