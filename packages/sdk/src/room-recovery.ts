import type { AnswerOf, ChatError } from '@chat/protocol'
import { backoffMs, retryMs, type Random } from './backoff.js'
import { isTransient, toChatError } from './failure.js'

/** Packets may overtake each other between processes: a gap is worth a question only after a moment. */
const MOMENT_MS = 250

type Wiring = {
  ask: (request: 'join' | 'sync') => Promise<AnswerOf<'join'>>
  onAnswer: (answer: AnswerOf<'join'>) => void
  /** No answer came; another question will follow. */
  onNoAnswer: () => void
  onRefused: (error: ChatError) => void
  /** Whether the room is known to have come further than what we hold. */
  isBehind: () => boolean
  random: Random
}

/**
 * - `out`: the server does not count us in on this connection, or there is none.
 * - `joining`, `syncing`: a question is under way.
 * - `in`: joined, on this connection.
 */
type Phase = 'out' | 'joining' | 'in' | 'syncing'

/** Asks for "the room after seq N": at every new connection, and whenever something is missing. */
export class RoomRecovery {
  readonly #wiring: Wiring
  #phase: Phase = 'out'
  #timer: ReturnType<typeof setTimeout> | undefined
  #attempt = 0
  /** Tells an answer of this connection from one of a connection before. */
  #turn = 0

  constructor(wiring: Wiring) {
    this.#wiring = wiring
  }

  /** Whether the server counts us in. */
  get isIn(): boolean {
    return this.#phase === 'in' || this.#phase === 'syncing'
  }

  /** Whether the server counts us in, or may do so any moment. */
  get mayBeIn(): boolean {
    return this.#phase !== 'out'
  }

  /** Asks now, unless a question is under way. */
  ask(): void {
    if (this.#phase === 'out') void this.#ask('joining')
    else if (this.#phase === 'in') void this.#ask('syncing')
  }

  /** Asks in a moment, if something is missing and still is then. */
  check(): void {
    const { isBehind } = this.#wiring
    if (this.#phase === 'in' && isBehind()) this.#askIn(MOMENT_MS, isBehind)
  }

  /** Asks in a moment: something may be missing, nobody knows what. */
  doubt(): void {
    if (this.#phase === 'in') this.#askIn(MOMENT_MS)
  }

  /** The connection is gone, or the server has put us out: nothing is asked until {@link ask}. */
  cut(): void {
    this.#turn += 1
    this.#phase = 'out'
    this.#attempt = 0
    this.#clearTimer()
  }

  async #ask(phase: 'joining' | 'syncing'): Promise<void> {
    const { ask, onAnswer } = this.#wiring
    const turn = this.#turn
    this.#clearTimer()
    this.#phase = phase
    try {
      const answer = await ask(phase === 'joining' ? 'join' : 'sync')
      if (turn !== this.#turn) return
      this.#phase = 'in'
      onAnswer(answer)
      if (turn === this.#turn) this.#askAgainIfBehind()
    } catch (thrown) {
      if (turn === this.#turn) this.#fail(phase, toChatError(thrown))
    }
  }

  #askAgainIfBehind(): void {
    if (!this.#wiring.isBehind()) {
      this.#attempt = 0
      return
    }
    this.#askIn(MOMENT_MS + backoffMs(this.#attempt, this.#wiring.random))
    this.#attempt += 1
  }

  #fail(phase: 'joining' | 'syncing', error: ChatError): void {
    const { onNoAnswer, onRefused, random } = this.#wiring
    const isOut = error.code === 'not_joined'
    if (!isOut && !isTransient(error)) {
      this.cut()
      return onRefused(error)
    }
    this.#phase = phase === 'joining' || isOut ? 'out' : 'in'
    this.#askIn(retryMs(error, this.#attempt, random))
    this.#attempt += 1
    onNoAnswer()
  }

  #askIn(delayMs: number, isNeeded = () => true): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      if (isNeeded()) this.ask()
    }, delayMs)
  }

  #clearTimer(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }
}
