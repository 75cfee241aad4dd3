import { isChatError, type Message, type Room, type User } from '@chat/sdk'
import type { Attempt, History, Operation, Stay } from './history.ts'

/** Writes down what clients see and are told. */
export class Recorder {
  readonly history: History = {
    operations: [],
    stays: [],
    final: new Map(),
    promises: { made: 0, settled: 0 },
  }
  readonly #waiting = new Set<Promise<unknown>>()

  /** Something is asked for; `promise` says what became of it. */
  ask(attempt: Attempt, promise: Promise<Message | void>): void {
    const operation: Operation = { attempt }
    this.history.operations.push(operation)
    this.expect(
      promise.then(
        (message) => {
          operation.outcome = 'acknowledged'
          if (message) operation.message = message
        },
        (error: unknown) => {
          operation.outcome = 'refused'
          operation.code = isChatError(error) ? error.code : String(error)
        },
      ),
    )
  }

  /** A promise that must settle, one way or the other. */
  expect(promise: Promise<unknown>): void {
    const { promises } = this.history
    promises.made += 1
    const settled = promise
      .catch(() => {})
      .then(() => {
        promises.settled += 1
        this.#waiting.delete(settled)
      })
    this.#waiting.add(settled)
  }

  /** Resolves when every promise has settled. */
  async settled(): Promise<void> {
    while (this.#waiting.size > 0) await Promise.all(this.#waiting)
  }

  /** Follows a room from before it is entered. Returns what ends that: with `atEnd` where the client stays to the end. */
  follow(client: string, room: Room, user: () => User | undefined): (atEnd: boolean) => void {
    const { stays } = this.history
    let stay: Stay | undefined
    const begin = () => {
      const { seq, messages } = room.snapshot
      const start = { seq, messages }
      stay = { client, room: room.name, start, events: [] }
      stays.push(stay)
    }
    const stops = [
      room.on('status', ({ current }) => {
        if (current === 'joined' && !stay) begin()
      }),
      room.on('reset', begin),
      room.on('event', (event) => stay?.events.push(event)),
    ]
    return (atEnd) => {
      for (const stop of stops) stop()
      if (!atEnd || !stay) return
      const { seq, messages, members, pending } = room.snapshot
      stay.end = {
        user: user()?.id ?? '',
        seq,
        messages: [...messages],
        members: [...members.list],
        pending: pending.length,
      }
    }
  }
}
