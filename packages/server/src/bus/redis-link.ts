import { createClient } from 'redis'
import { within } from './within.js'

type RedisClient = ReturnType<typeof openClient>

/** Longest wait between two attempts to reach Redis again, ms. */
const MAX_RECONNECT_MS = 1_000
/** How long a command may take before it counts as failed, ms. */
const COMMAND_TIMEOUT_MS = 1_000
/** How long the start waits for Redis before it goes on without, ms. */
const START_TIMEOUT_MS = 3_000

export type RedisLinkOptions = {
  /** `redis://[user:password@]host[:port][/database]`, or `rediss://` for TLS. */
  url: string
  /** Told once when Redis is lost, and of why. */
  onLost: (error: unknown) => void
  /** Told when Redis answers again. */
  onReturn: () => void
}

/**
 * The connections to one Redis. While it is away every command fails at once: nothing is queued, so memory does not grow
 * and nobody waits.
 */
export class RedisLink {
  /** For everything that answers at once. */
  readonly commands: RedisClient
  /** For commands that wait on Redis's side, which would hold up all others. */
  readonly reader: RedisClient
  readonly #options: RedisLinkOptions
  #isLost = false

  constructor(options: RedisLinkOptions) {
    this.#options = options
    this.commands = openClient(options.url)
    this.reader = openClient(options.url)
    this.commands.on('ready', () => this.#return())
    // Without a listener an error would end the process.
    this.commands.on('error', (error) => this.#lose(error))
    this.reader.on('error', () => {})
  }

  /** Resolves when connected, or after a few seconds without Redis: rooms work meanwhile, on this process alone. */
  async open(): Promise<void> {
    const connected = Promise.all([this.commands.connect(), this.reader.connect()])
    connected.catch((error: unknown) => this.#lose(error))
    await within(START_TIMEOUT_MS, connected).catch((error: unknown) => this.#lose(error))
  }

  get isReady(): boolean {
    return this.commands.isReady
  }

  /** Runs a script, in one step for everybody else. Rejects where Redis does not answer in time. */
  async run(script: string, keys: string[], given: (string | number)[]): Promise<unknown> {
    const answer: Promise<unknown> = this.commands.eval(script, {
      keys,
      arguments: given.map(String),
    })
    return within(COMMAND_TIMEOUT_MS, answer)
  }

  /** Rejects where Redis does not answer. */
  async ping(): Promise<void> {
    await within(COMMAND_TIMEOUT_MS, this.commands.ping())
  }

  close(): void {
    for (const client of [this.commands, this.reader]) if (client.isOpen) client.destroy()
  }

  #lose(error: unknown): void {
    if (this.#isLost) return
    this.#isLost = true
    this.#options.onLost(error)
  }

  #return(): void {
    if (!this.#isLost) return
    this.#isLost = false
    this.#options.onReturn()
  }
}

function openClient(url: string) {
  return createClient({
    url,
    disableOfflineQueue: true,
    commandsQueueMaxLength: 10_000,
    // A Redis that has stopped answering is noticed by its silence.
    pingInterval: 2_000,
    socket: {
      connectTimeout: 2_000,
      socketTimeout: 6_000,
      reconnectStrategy: (retries) =>
        Math.min(50 * 2 ** retries, MAX_RECONNECT_MS) * (0.5 + Math.random() / 2),
    },
  })
}
