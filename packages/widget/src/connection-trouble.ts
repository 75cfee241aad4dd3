import type { ClientStatus } from '@chat/sdk'

/** What the visitor is told of the connection. */
export type Trouble = 'none' | 'offline' | 'reconnecting' | 'unreachable'

/** A blip shorter than this is not worth a word, ms. */
const PATIENCE_MS = 1_000
/** How long a first connection may take before it is called unreachable, ms. */
const FIRST_PATIENCE_MS = 4_000

/** Follows the connection, and says so only when it is away for longer than a blip. */
export class ConnectionTrouble {
  readonly #onChange: () => void
  #current: Trouble = 'none'
  #status: ClientStatus = 'connecting'
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(onChange: () => void) {
    this.#onChange = onChange
  }

  get current(): Trouble {
    return this.#current
  }

  follow(status: ClientStatus): void {
    this.#status = status
    if (status === 'connected' || status === 'closed') {
      this.stop()
      this.#say('none')
    } else if (this.#current !== 'none' || status === 'suspended') {
      this.#say(describe(status))
    } else {
      // One patience for the whole absence, however many attempts fail in it.
      const patience = status === 'connecting' ? FIRST_PATIENCE_MS : PATIENCE_MS
      this.#timer ??= setTimeout(() => this.#say(describe(this.#status)), patience)
    }
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  #say(trouble: Trouble): void {
    if (trouble === this.#current) return
    this.#current = trouble
    this.#onChange()
  }
}

function describe(status: ClientStatus): Trouble {
  if (!navigator.onLine) return 'offline'
  return status === 'reconnecting' ? 'reconnecting' : 'unreachable'
}
