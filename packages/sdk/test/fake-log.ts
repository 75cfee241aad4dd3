import {
  applyChange,
  DEFAULT_ROOM_SETTINGS,
  type AnswerOf,
  type Message,
  type RoomEvent,
  type RoomState,
  type User,
} from '@chat/protocol'

type NewEvent = RoomEvent extends infer E ? (E extends RoomEvent ? Omit<E, 'seq' | 'at'> : never) : never

/** A room's log as a real server keeps it, in memory. */
export class FakeLog {
  readonly #name: string
  epoch: string
  events: RoomEvent[] = []
  readonly members = new Map<string, User>()

  constructor(name: string, epoch: string) {
    this.#name = name
    this.epoch = epoch
  }

  get state(): RoomState {
    return {
      name: this.#name,
      epoch: this.epoch,
      seq: this.events.length,
      settings: DEFAULT_ROOM_SETTINGS,
    }
  }

  get messages(): Message[] {
    let messages: Message[] = []
    for (const event of this.events) {
      if (event.type === 'message') messages.push(event.message)
      else if (event.type !== 'settings') {
        messages = messages.map((message) =>
          message.id === event.id ? applyChange(message, event) : message,
        )
      }
    }
    return messages
  }

  append(event: NewEvent): RoomEvent {
    const seq = this.events.length + 1
    const at = new Date(1_700_000_000_000 + seq).toISOString()
    const appended: RoomEvent = { ...event, seq, at }
    this.events.push(appended)
    return appended
  }

  appendMessage(user: User, text: string, id: string = crypto.randomUUID(), replyTo?: string) {
    const seq = this.events.length + 1
    const at = new Date(1_700_000_000_000 + seq).toISOString()
    const message = { id, seq, at, user, text, ...(replyTo !== undefined && { replyTo }) }
    const event: RoomEvent = { type: 'message', seq, at, message }
    this.events.push(event)
    return event
  }

  snapshot(limit: number): AnswerOf<'join'> {
    const { messages } = this
    return {
      room: this.state,
      members: this.membersNow(),
      messages: messages.slice(-limit),
      hasMore: messages.length > limit,
    }
  }

  after(seq: number, epoch: string | undefined, maxEvents: number): AnswerOf<'sync'> {
    const isUsable =
      (epoch === undefined || epoch === this.epoch) &&
      seq <= this.events.length &&
      this.events.length - seq <= maxEvents
    if (!isUsable) return { ...this.snapshot(50), reset: true } as AnswerOf<'sync'>
    return { room: this.state, members: this.membersNow(), events: this.events.slice(seq) }
  }

  history(before: number, limit: number): AnswerOf<'history'> {
    const older = this.messages.filter(({ seq }) => seq < before)
    return { messages: older.slice(-limit), hasMore: older.length > limit }
  }

  membersNow() {
    return { count: this.members.size, list: [...this.members.values()] }
  }
}
