import { ChatError, type RoomEvent } from '@chat/protocol'
import type {
  DecidingHook,
  HookAnswers,
  HookOptions,
  HookPayloads,
  Hooks,
  ToldHook,
} from './hooks.js'

const TIMEOUT_MS = 2_000

export type HookRunnerOptions = HookOptions & {
  hooks: Hooks
  onError: (error: unknown) => void
}

/** Runs the host's hooks: awaited, with a time limit, and whatever they do the server goes on. */
export class HookRunner {
  readonly #hooks: Hooks
  readonly #timeoutMs: number
  readonly #onFailure: 'refuse' | 'allow'
  readonly #onError: (error: unknown) => void

  constructor({ hooks, timeoutMs = TIMEOUT_MS, onFailure = 'refuse', onError }: HookRunnerOptions) {
    this.#hooks = hooks
    this.#timeoutMs = timeoutMs
    this.#onFailure = onFailure
    this.#onError = onError
  }

  has(name: DecidingHook | ToldHook): boolean {
    return this.#hooks[name] !== undefined
  }

  /**
   * The hook's answer; undefined where it lets it pass.
   *
   * @throws ChatError `unavailable` where it fails or takes too long, unless that is to let it pass
   */
  async decide<N extends DecidingHook>(
    name: N,
    payload: HookPayloads[N],
  ): Promise<HookAnswers[N] | undefined> {
    try {
      return ((await this.#run(name, payload)) ?? undefined) as HookAnswers[N] | undefined
    } catch (error) {
      this.#onError(error)
      if (this.#onFailure === 'allow') return undefined
      throw new ChatError('unavailable', undefined, { cause: error })
    }
  }

  /** Tells the hook. Nobody waits. */
  tell<N extends ToldHook>(name: N, payload: HookPayloads[N]): void {
    if (this.has(name)) this.#run(name, payload).catch(this.#onError)
  }

  /** Tells `onEvent` of what is new in the rooms' logs. */
  tellCommitted(committed: ReadonlyMap<string, readonly RoomEvent[]>): void {
    if (!this.has('onEvent')) return
    for (const [room, events] of committed) {
      for (const event of events) this.tell('onEvent', { room, event })
    }
  }

  async #run<N extends DecidingHook | ToldHook>(
    name: N,
    payload: HookPayloads[N],
  ): Promise<unknown> {
    const hook = this.#hooks[name] as ((payload: HookPayloads[N]) => unknown) | undefined
    if (!hook) return undefined
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_resolve, reject) => {
      const error = new Error(`The hook ${name} took longer than ${this.#timeoutMs} ms.`)
      timer = setTimeout(() => reject(error), this.#timeoutMs)
    })
    try {
      return await Promise.race([hook(payload), late])
    } finally {
      clearTimeout(timer)
    }
  }
}
