import { EventEmitter } from 'eventemitter3'

type Listener<Payload> = (payload: Payload) => void

/** Typed events with one payload each. A listener that throws is reported and disturbs nobody else. */
export class Emitter<Events extends object> {
  readonly #events = new EventEmitter<string>()

  /** Calls `listener` at every `event` from now on. Returns a function that ends that. */
  on<Name extends keyof Events & string>(event: Name, listener: Listener<Events[Name]>) {
    return this.#add(event, listener, 'on')
  }

  /** Calls `listener` at the next `event` only. Returns a function that takes it back. */
  once<Name extends keyof Events & string>(event: Name, listener: Listener<Events[Name]>) {
    return this.#add(event, listener, 'once')
  }

  /** Ends what {@link on} and {@link once} began. Without `listener`, for all listeners of `event`. */
  off<Name extends keyof Events & string>(event: Name, listener?: Listener<Events[Name]>): this {
    for (const guard of this.#events.listeners(event)) {
      if (!listener || ('listener' in guard && guard.listener === listener)) {
        this.#events.off(event, guard)
      }
    }
    return this
  }

  protected emit<Name extends keyof Events & string>(event: Name, payload: Events[Name]): void {
    this.#events.emit(event, payload)
  }

  #add<Payload>(event: string, listener: Listener<Payload>, method: 'on' | 'once'): () => void {
    const guard = Object.assign(
      (payload: Payload) => {
        try {
          listener(payload)
        } catch (error) {
          reportListenerError(error)
        }
      },
      { listener },
    )
    this.#events[method](event, guard)
    return () => {
      this.#events.off(event, guard)
    }
  }
}

// Browsers, Deno and Bun have `reportError`, which error trackers listen to. Node has not; there a listener
// that throws must not end the process.
function reportListenerError(error: unknown): void {
  if (typeof reportError === 'function') reportError(error)
  else console.error(error)
}
