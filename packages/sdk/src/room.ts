import {
  ChatError,
  isLongerThan,
  isText,
  normaliseText,
  type Members,
  type Message,
  type RoomSettings,
  type User,
  type You,
} from '@chat/protocol'
import { Emitter } from './emitter.js'
import { createMessageId } from './message-id.js'
import type { PendingMessage } from './outbox.js'
import type { RoomEvents } from './room-events.js'
import type { RoomPort } from './room-port.js'
import { RoomReplica } from './room-replica.js'
import type { RoomSnapshot } from './room-snapshot.js'
import type { RoomStatus } from './room-status.js'

export type JoinOptions = {
  /** How many of the latest messages to get. Default and bound: `client.limits.historyPage` and `historyPageMax`. */
  limit?: number
  /** Of the room, where it has one. Kept for coming back after a lost connection. */
  password?: string
}

export type SendOptions = {
  /** Id of the message that this one answers. */
  replyTo?: string
  /** UUID of the message. Default: a new one. The same id again is the same message, and is stored once. */
  id?: string
}

/** How the client reaches into a room that it made. */
export type RoomWiring = {
  port: RoomPort
  /** Gives the client the part of the room that it drives. */
  attach: (replica: RoomReplica) => void
  /** The room is left: `mayBeIn` says whether the server must be told. Resolves when it knows. */
  onLeave: (mayBeIn: boolean) => Promise<void>
}

class Changes extends Emitter<{ change: RoomSnapshot }> {
  announce(snapshot: RoomSnapshot): void {
    this.emit('change', snapshot)
  }
}

/** A room, as `client.join(name)` and `client.room(name)` give it. */
export class Room extends Emitter<RoomEvents> {
  readonly name: string
  readonly #replica: RoomReplica
  readonly #wiring: RoomWiring
  readonly #changes = new Changes()

  /** @internal Rooms are made by the client. */
  constructor(name: string, wiring: RoomWiring) {
    super()
    this.name = name
    this.#wiring = wiring
    this.#replica = new RoomReplica({
      name,
      port: wiring.port,
      emit: (event, payload) => this.emit(event, payload),
      onChange: () => this.#changes.announce(this.snapshot),
    })
    wiring.attach(this.#replica)
  }

  /** Everything about the room at this moment: one immutable object, the same until something changes. */
  get snapshot(): RoomSnapshot {
    return this.#replica.snapshot
  }

  get status(): RoomStatus {
    return this.snapshot.status
  }

  get messages(): readonly Message[] {
    return this.snapshot.messages
  }

  get pending(): readonly PendingMessage[] {
    return this.snapshot.pending
  }

  get members(): Members {
    return this.snapshot.members
  }

  get typing(): readonly User[] {
    return this.snapshot.typing
  }

  get settings(): RoomSettings {
    return this.snapshot.settings
  }

  get you(): You {
    return this.snapshot.you
  }

  get hasOlder(): boolean {
    return this.snapshot.hasOlder
  }

  /**
   * Calls `listener` whenever {@link snapshot} is another one. Returns a function that ends that. Needs no `this`:
   * `useSyncExternalStore(room.subscribe, () => room.snapshot)`.
   */
  readonly subscribe = (listener: () => void): (() => void) => this.#changes.on('change', listener)

  /**
   * Enters the room. Resolves when it is joined and up to date, at once where it is; waits while offline.
   *
   * Rejects on a definite refusal (`room_full`, `banned`, `password_required`, …), with `not_joined` where the room was left,
   * and with `unavailable` where the client is or gets closed.
   */
  async join(options: JoinOptions = {}): Promise<this> {
    if (this.status === 'left') throw leftError(this.name)
    this.#wiring.port.wantConnection()
    await this.#replica.join(options)
    return this
  }

  /**
   * Sends a message. Resolves when the server has stored it, however long that takes: it is kept while offline
   * and sent again after every failure that may pass. Until it is in `messages` it is in `pending`, also while it is
   * `held` for a moderator.
   *
   * Rejects on a definite refusal (then it stays in `pending` as `failed`), when it is discarded or the room is left;
   * and at once, without a trace, with `invalid_payload` or `too_long` for a text that no server takes.
   */
  async send(
    text: string,
    { replyTo, id = createMessageId(this.#wiring.port.serverNow()) }: SendOptions = {},
  ): Promise<Message> {
    const checked = this.#check(text)
    // Before the message: a volatile packet right behind another one is dropped.
    this.setTyping(false)
    return this.#replica.outbox.addMessage({
      id,
      text: checked,
      ...(replyTo !== undefined && { replyTo }),
    })
  }

  /** Sends a `failed` message again, after those that wait. */
  retry(id: string): void {
    this.#replica.outbox.retry(id)
  }

  /**
   * Takes back a `failed` or `queued` message; its promise rejects. One that is `sending` cannot be taken back; one that is
   * `held` is forgotten here, and may be let in all the same.
   */
  discard(id: string): void {
    this.#replica.outbox.discard(id)
  }

  /** Changes the text of an own message. Waits its turn behind unsent messages. Resolves with the message as stored. */
  async edit(id: string, text: string): Promise<Message> {
    const checked = this.#check(text)
    const { message } = await this.#replica.outbox.add('edit', {
      room: this.name,
      id,
      text: checked,
    })
    return message
  }

  /** Deletes an own message, for everybody and for good. */
  async delete(id: string): Promise<void> {
    this.#mustBeJoined()
    await this.#replica.outbox.add('delete', { room: this.name, id })
  }

  /** Adds a reaction with one emoji, or with `on` false takes it back. */
  async react(id: string, emoji: string, on = true): Promise<void> {
    this.#mustBeJoined()
    await this.#replica.outbox.add('react', { room: this.name, id, emoji, on })
  }

  /** Puts a message of somebody else before the moderators; `reason` has 1–500 characters. */
  async report(id: string, reason: string): Promise<void> {
    this.#mustBeJoined()
    await this.#replica.outbox.add('report', { room: this.name, id, reason })
  }

  /**
   * Puts older messages in front of `messages`. Resolves with {@link hasOlder}; calls at the same time share one request.
   *
   * Rejects with `unavailable` where there is no connection: call it again.
   */
  async loadOlder(limit?: number): Promise<boolean> {
    this.#mustBeJoined()
    await this.#replica.loadOlder(limit)
    return this.hasOlder
  }

  /** Shows the others that this user types. Call it at every key: it is throttled, and ends by itself after 5 s. */
  setTyping(on: boolean): void {
    if (this.status === 'joined') this.#replica.typing.set(on)
  }

  /** Leaves. Everything that waits rejects with `not_joined`; nothing of this room is heard any more. */
  async leave(): Promise<void> {
    if (this.status === 'left') return
    const { mayBeIn } = this.#replica
    this.#replica.leave(leftError(this.name))
    await this.#wiring.onLeave(mayBeIn)
  }

  /** @internal For `@chat/sdk/moderation`, which visitors do not load. */
  readonly ask: RoomPort['request'] = (name, payload) => {
    return this.#wiring.port.request(name, payload)
  }

  #check(typed: string): string {
    this.#mustBeJoined()
    const text = typeof typed === 'string' ? normaliseText(typed) : ''
    const { textLength } = this.#wiring.port.limits()
    if (isLongerThan(text, textLength)) {
      throw new ChatError('too_long', `A message has at most ${textLength} characters.`)
    }
    if (!isText(text)) {
      throw new ChatError('invalid_payload', 'A message is a text with something visible in it.')
    }
    return text
  }

  #mustBeJoined(): void {
    const { status, error } = this.snapshot
    if (status === 'refused' && error) throw error
    if (status === 'idle' || status === 'left') throw new ChatError('not_joined')
  }
}

function leftError(name: string): ChatError {
  return new ChatError('not_joined', `The room "${name}" was left.`)
}
