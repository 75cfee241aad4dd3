import { DEFAULT_ROOM_SETTINGS, type RoomEvent, type RoomSettings } from '@chat/protocol'

type Known = { seq: number; settings: RoomSettings }

/** The settings of the rooms that somebody here is in, so that no message has to read them. */
export class LiveSettings {
  readonly #read: (room: string) => Promise<Known>
  readonly #known = new Map<string, Known>()

  constructor(read: (room: string) => Promise<Known>) {
    this.#read = read
  }

  /** Somebody here has read the room. */
  learn(room: string, { seq, settings }: Known): void {
    if (seq >= (this.#known.get(room)?.seq ?? 0)) this.#known.set(room, { seq, settings })
  }

  /** What is sent to those who are in the room. */
  note(room: string, events: readonly RoomEvent[]): void {
    if (!this.#known.has(room)) return
    const event = events.findLast(({ type }) => type === 'settings')
    if (event?.type === 'settings') this.learn(room, event)
  }

  /** Nobody here is in the room any more. */
  forget(room: string): void {
    this.#known.delete(room)
  }

  async of(room: string): Promise<RoomSettings> {
    const known = this.#known.get(room) ?? (await this.#read(room))
    return known.seq === 0 ? DEFAULT_ROOM_SETTINGS : known.settings
  }
}
