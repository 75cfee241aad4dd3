import { Webhook as Signature } from 'standardwebhooks'
import type { Lease } from '../store/lease.js'
import { retryDelayMs } from './retry-delay.js'
import type { Webhook } from './webhook.js'
import type { Delivery, Line, WebhookOutbox } from './webhook-outbox.js'

/** How often it is looked for what other processes have put in line, and the lease is taken for longer, ms. */
const LOOK_MS = 2_000
const TIMEOUT_MS = 10_000
/** Lines of one address that are worked on at once. */
const LINES_AT_ONCE = 20
const PORTION = 20

export type WebhookSenderOptions = {
  outbox: WebhookOutbox
  webhooks: readonly Webhook[]
  /** Of several processes one sends: in order, and once. */
  lease: Lease
  /** Told of each attempt that failed; `isGivenUp` where it was the last. */
  onFailure: (delivery: Delivery, reason: string, isGivenUp: boolean) => void
  onError: (error: unknown) => void
  random?: () => number
  now?: () => number
}

/**
 * Delivers what stands in line: signed, in order for each address and room, again and again until it is taken. A line
 * whose address fails waits alone, and so does one whose address does not answer.
 */
export class WebhookSender {
  readonly #options: WebhookSenderOptions
  readonly #now: () => number
  /** By url and room: until when a line waits, ms since 1970. */
  readonly #waiting = new Map<string, number>()
  /** Addresses whose lines are worked on now. */
  readonly #busy = new Map<string, Promise<void>>()
  #timer: NodeJS.Timeout | undefined
  #looking: Promise<void> | undefined
  #isWanted = false
  /** When the lease was last taken for longer, ms since 1970. */
  #heldAt = 0
  readonly #stopping = new AbortController()

  constructor(options: WebhookSenderOptions) {
    this.#options = options
    this.#now = options.now ?? Date.now
  }

  open(): void {
    this.#timer = setInterval(() => this.look(), LOOK_MS)
    this.#timer.unref()
    this.look()
  }

  /** There may be something new in line. */
  look(): void {
    this.#isWanted = true
    this.#looking ??= this.#work()
      .catch(this.#options.onError)
      .finally(() => {
        this.#looking = undefined
        // Asked for after the last look.
        if (this.#isWanted && !this.#isStopping) this.look()
      })
  }

  /** What is under way is given up and stays in line. */
  async close(): Promise<void> {
    clearInterval(this.#timer)
    this.#stopping.abort()
    await this.#looking
    await Promise.all(this.#busy.values())
    await this.#options.lease.release().catch(this.#options.onError)
  }

  /** Begins on the lines that are due, of each address that nobody works on. */
  async #work(): Promise<void> {
    const { outbox, webhooks } = this.#options
    while (this.#isWanted && !this.#isStopping) {
      this.#isWanted = false
      // As soon as one of them is done it is looked again.
      if (webhooks.every(({ url }) => this.#busy.has(url))) return
      if (!(await this.#hold())) return
      const now = this.#now()
      const due = (await outbox.lines()).filter((line) => this.#dueAt(line) <= now)
      if (this.#isStopping) return
      for (const url of new Set(due.map((line) => line.url))) {
        const lines = due.filter((line) => line.url === url)
        if (!this.#busy.has(url)) this.#busy.set(url, this.#workThrough(url, lines))
      }
    }
  }

  async #workThrough(url: string, lines: readonly Line[]): Promise<void> {
    for (let start = 0; start < lines.length && !this.#isStopping; start += LINES_AT_ONCE) {
      const some = lines.slice(start, start + LINES_AT_ONCE)
      await Promise.all(some.map((line) => this.#workSafelyOn(line)))
    }
    this.#busy.delete(url)
    if (!this.#isStopping) this.look()
  }

  async #workSafelyOn(line: Line): Promise<void> {
    try {
      await this.#workOn(line)
    } catch (error) {
      this.#options.onError(error)
      this.#wait(line, this.#now() + LOOK_MS)
    }
  }

  async #workOn(line: Line): Promise<void> {
    const { outbox } = this.#options
    const deliveries = await outbox.head(line, PORTION)
    for (const delivery of deliveries) {
      if (delivery.dueAt > this.#now()) return this.#wait(line, delivery.dueAt)
      if (!(await this.#hold())) return
      if (!(await this.#deliver(delivery))) return this.#wait(line, delivery.dueAt)
      if (this.#isStopping) return
    }
    this.#waiting.delete(keyOf(line))
  }

  /** Whether it is this process that delivers, for as long as one answer may take. */
  async #hold(): Promise<boolean> {
    const now = this.#now()
    if (now - this.#heldAt < LOOK_MS) return true
    const isHeld = await this.#options.lease.hold()
    this.#heldAt = isHeld ? now : 0
    return isHeld
  }

  /** Whether the next in line may go. */
  async #deliver(delivery: Delivery): Promise<boolean> {
    const { outbox, webhooks, onFailure, random = Math.random } = this.#options
    const webhook = webhooks.find(({ url }) => url === delivery.url)
    // One that is no longer asked for.
    if (!webhook) {
      await outbox.remove(delivery.id)
      return true
    }
    const reason = await this.#post(delivery, webhook)
    if (this.#isStopping && reason !== undefined) return false
    if (reason === undefined) {
      await outbox.remove(delivery.id)
      return true
    }
    const delayMs = retryDelayMs(delivery.attempts, random())
    onFailure(delivery, reason, delayMs === undefined)
    if (delayMs === undefined) {
      await outbox.remove(delivery.id)
      return true
    }
    delivery.attempts += 1
    delivery.dueAt = this.#now() + delayMs
    await outbox.postpone(delivery)
    return false
  }

  /** Why it was not taken; undefined where it was. */
  async #post({ id, body }: Delivery, { url, secret }: Webhook): Promise<string | undefined> {
    const sentAt = new Date(this.#now())
    try {
      const response = await fetch(url, {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/json',
          'webhook-id': id,
          'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1_000)),
          'webhook-signature': new Signature(secret).sign(id, sentAt, body),
        },
        redirect: 'manual',
        signal: AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(TIMEOUT_MS)]),
      })
      await response.body?.cancel()
      return response.ok ? undefined : `status ${response.status}`
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
  }

  #dueAt(line: Line): number {
    return this.#waiting.get(keyOf(line)) ?? 0
  }

  #wait(line: Line, until: number): void {
    this.#waiting.set(keyOf(line), until)
  }

  get #isStopping(): boolean {
    return this.#stopping.signal.aborted
  }
}

function keyOf({ url, room }: Line): string {
  return `${room} ${url}`
}
