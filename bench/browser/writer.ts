import { randomUUID } from 'node:crypto'
import { Connection } from '../load/connection.ts'
import type { Target } from '../load/job.ts'

const IN_FLIGHT = 200
/** The pace at which messages arrive while the visitor is there. */
const ARRIVALS_PER_SECOND = 50

/** Somebody else in the room, whose messages the visitor is shown. */
export class Writer {
  readonly #connection: Connection
  readonly #room: string

  private constructor(connection: Connection, room: string) {
    this.#connection = connection
    this.#room = room
  }

  static async open({ port, dialect }: Target, room: string): Promise<Writer> {
    const connection = await Connection.open(port, dialect)
    await connection.request('join', { room })
    return new Writer(connection, room)
  }

  /** Sends messages number `from` + 1 to `to` as fast as they are taken. */
  async flood(from: number, to: number): Promise<void> {
    for (let sent = from; sent < to; sent += IN_FLIGHT) {
      const count = Math.min(IN_FLIGHT, to - sent)
      await Promise.all(
        Array.from({ length: count }, (_, index) => this.#write(Writer.textOf(sent + index + 1))),
      )
    }
  }

  /** Sends 50 a second while `action` runs; answers how many, and what it answered. */
  async arriveWhile<T>(action: () => Promise<T>): Promise<{ arrived: number; result: T }> {
    let arrived = 0
    const timer = setInterval(() => {
      arrived += 1
      void this.#write(`Arrived ${arrived}`)
    }, 1000 / ARRIVALS_PER_SECOND)
    const result = await action()
    clearInterval(timer)
    return { arrived, result }
  }

  cut(): void {
    this.#connection.cut()
  }

  static textOf(number: number): string {
    return `Message number ${number}. It says what messages say, in a line or so.`
  }

  #write(text: string) {
    return this.#connection.request('message', { room: this.#room, id: randomUUID(), text })
  }
}
