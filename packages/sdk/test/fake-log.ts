import {
  applyChange,
  isCleared,
  DEFAULT_ROOM_SETTINGS,
  type Limits,
  type Message,
  type RoomEvent,
  type RoomReplay,
  type RoomSettings,
  type RoomSnapshot,
  type RoomState,
  type ToldMembers,
  type User,
} from '@chat/protocol'

/** An event without its place. */
export type NewEvent = RoomEvent extends infer E
  ? E extends RoomEvent
    ? Omit<E, 'seq' | 'at'>
    : never
  : never

type MessageEvent = Extract<RoomEvent, { type: 'message' }>

/** A room's log as a real server keeps it, in memory. */
export class FakeLog {
  readonly #name: string
  epoch: string
  events: RoomEvent[] = []
  readonly members = new Map<string, User>()
  /** While true, others may be about to come back. */
  isSettling = false

  constructor(name: string, epoch: string) {
    this.#name = name
    this.epoch = epoch
  }

  get state(): RoomState {
    return {
      name: this.#name,
      epoch: this.epoch,
      seq: this.events.length,
      settings: this.#settings,
    }
  }

  get messages(): Message[] {
    let messages: Message[] = []
    for (const event of this.events) {
      if (event.type === 'message') messages.push(event.message)
      else if (event.type === 'clear') {
        messages = messages.filter((message) => !isCleared(message, event))
      } else if (event.type !== 'settings') {
        messages = messages.map((message) =>
          message.id === event.id ? applyChange(message, event) : message,
        )
      }
    }
    return messages
  }

  append(event: NewEvent): RoomEvent {
    const appended: RoomEvent = { ...event, ...this.#nextPlace() }
    this.events.push(appended)
    return appended
  }

  appendMessage(
    user: User,
    text: string,
    id: string = crypto.randomUUID(),
    replyTo?: string,
  ): MessageEvent {
    const place = this.#nextPlace()
    const message = { id, ...place, user, text, ...(replyTo !== undefined && { replyTo }) }
    const event: MessageEvent = { type: 'message', ...place, message }
    this.events.push(event)
    return event
  }

  /** All is gone: the log starts anew, in another epoch. */
  restart(epoch: string): void {
    this.epoch = epoch
    this.events = []
  }

  snapshot(limit: number): RoomSnapshot {
    const { messages } = this
    return {
      room: this.state,
      members: this.membersNow(),
      messages: messages.slice(-limit),
      hasMore: messages.length > limit,
    }
  }

  after(seq: number, epoch: string | undefined, limits: Limits): RoomReplay | RoomSnapshot {
    const isUsable =
      (epoch === undefined || epoch === this.epoch) &&
      seq <= this.events.length &&
      this.events.length - seq <= limits.resumeEvents
    if (!isUsable) return { ...this.snapshot(limits.historyPage), reset: true }
    return { room: this.state, members: this.membersNow(), events: this.events.slice(seq) }
  }

  history(before: number, limit: number): { messages: Message[]; hasMore: boolean } {
    const older = this.messages.filter(({ seq }) => seq < before)
    return { messages: older.slice(-limit), hasMore: older.length > limit }
  }

  membersNow(): ToldMembers {
    const list = [...this.members.values()]
    return { count: list.length, list, ...(this.isSettling && { settling: true }) }
  }

  get #settings(): RoomSettings {
    const latest = this.events.findLast((event) => event.type === 'settings')
    return latest?.settings ?? DEFAULT_ROOM_SETTINGS
  }

  #nextPlace() {
    const seq = this.events.length + 1
    return { seq, at: new Date(1_700_000_000_000 + seq).toISOString() }
  }
}
