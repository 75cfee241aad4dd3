import {
  ChatClient,
  ChatError,
  isChatError,
  type ClientStatus,
  type Limits,
  type Message,
  type PendingMessage,
  type RoomSnapshot,
  type User,
} from '@chat/sdk'
import { RoomMemory } from './room-memory.js'
import { useSharedRoom, type SharedRoom } from './shared-client.js'

export { ChatError, isChatError }

export type RoomControllerOptions = {
  server: string
  room: string
  /** Name for a fresh visitor. */
  name: string | null
  /** Something of what {@link RoomController} shows is another. */
  onChange: () => void
  onReady: (user: User) => void
  onMessage: (message: Message) => void
  onStatus: (status: ClientStatus) => void
  onError: (error: ChatError) => void
}

/** One element's hold on a room: what is shown of it, and what the visitor can do. */
export class RoomController {
  readonly #shared: SharedRoom
  readonly #options: RoomControllerOptions
  readonly #memory: RoomMemory
  readonly #stops: (() => void)[]
  #joined: Promise<void>

  /** @throws ChatError `invalid_room` */
  constructor(options: RoomControllerOptions) {
    this.#options = options
    const { server, name } = options
    this.#shared = useSharedRoom(server, options.room, {
      createClient: (storage) => new ChatClient({ url: server, storage, ...(name && { name }) }),
      onUnsentElsewhere: options.onChange,
    })
    const { client, room, storage } = this.#shared
    this.#memory = new RoomMemory(storage, `${server} ${room.name}`, options.onChange)
    this.#stops = [
      room.subscribe(options.onChange),
      room.on('message', options.onMessage),
      client.on('user', options.onChange),
      client.on('status', ({ current, error }) => {
        options.onStatus(current)
        if (error && current === 'closed') options.onError(error)
        options.onChange()
      }),
    ]
    this.#joined = this.#join()
  }

  /** Resolves when it is known whether the visitor is let in. */
  get joined(): Promise<void> {
    return this.#joined
  }

  get roomName(): string {
    return this.#shared.room.name
  }

  get snapshot(): RoomSnapshot {
    return this.#shared.room.snapshot
  }

  /** What the visitor wrote in other tabs, and is on its way from there. */
  get unsentElsewhere(): readonly PendingMessage[] {
    return this.#shared.unsent.elsewhere
  }

  get draft(): string {
    return this.#memory.recall('draft')
  }

  set draft(text: string) {
    this.#memory.keep('draft', text)
    this.#options.onChange()
  }

  /** Id of the message that the draft answers; empty where none. */
  get replyTo(): string {
    return this.#memory.recall('answer')
  }

  set replyTo(id: string) {
    this.#memory.keep('answer', id)
    this.#options.onChange()
  }

  /** Seq up to which the visitor has read the room, here or in another tab or visit; 0 where that is not known. */
  get seenSeq(): number {
    const seen = Number(this.#memory.recall('seen'))
    // A log that started anew has none so high.
    return seen <= this.snapshot.seq ? seen : 0
  }

  set seenSeq(seq: number) {
    if (seq > this.seenSeq) this.#memory.keep('seen', String(seq))
  }

  /** Seqs of what others have written since the visitor was last here, as far as it is loaded. */
  get missedSeqs(): number[] {
    const { seenSeq, snapshot, user } = this
    return snapshot.messages
      .filter((each) => seenSeq > 0 && each.seq > seenSeq)
      .filter((each) => each.user.id !== user?.id && !each.deleted)
      .map(({ seq }) => seq)
  }

  get status(): ClientStatus {
    return this.#client.status
  }

  get user(): User | undefined {
    return this.#client.user
  }

  get limits(): Limits {
    return this.#client.limits
  }

  /** @throws ChatError why it could not be sent; the message then stays visible as failed, but for a text that is no message */
  send(text: string, replyTo?: string): Promise<Message> {
    this.#shared.storage.act()
    return this.#shared.room.send(text, replyTo === undefined ? {} : { replyTo })
  }

  retry(id: string): void {
    this.#shared.room.retry(id)
  }

  discard(id: string): void {
    this.#shared.room.discard(id)
  }

  /** Failures are told of by `onError`. Resolves with whether it worked. */
  edit(id: string, text: string): Promise<boolean> {
    return this.#attempt(this.#shared.room.edit(id, text))
  }

  delete(id: string): Promise<boolean> {
    return this.#attempt(this.#shared.room.delete(id))
  }

  /** Adds a reaction, or with `on` false takes it back. */
  react(id: string, emoji: string, on?: boolean): Promise<boolean> {
    this.#shared.storage.act()
    return this.#attempt(this.#shared.room.react(id, emoji, on))
  }

  /** The visitor chose a name. */
  chooseName(name: string): Promise<boolean> {
    this.#shared.storage.act()
    return this.setName(name)
  }

  /** The page chose a name, which is no act of the visitor. */
  setName(name: string): Promise<boolean> {
    return this.#attempt(this.#client.setName(name))
  }

  /** Resolves with whether it worked. A failure is not told of: scrolling asks again. */
  async loadOlder(limit?: number): Promise<boolean> {
    return this.#shared.room.loadOlder(limit).then(
      () => true,
      () => false,
    )
  }

  setTyping(on: boolean): void {
    this.#shared.room.setTyping(on)
  }

  /** Tries to connect now rather than after the back-off. */
  reconnect(): void {
    this.#client.connect()
  }

  /** Asks again to enter a room that refused. */
  rejoin(): void {
    this.#joined = this.#join()
  }

  close(): void {
    for (const stop of this.#stops) stop()
    this.#memory.stop()
    this.#shared.release()
  }

  get #client(): ChatClient {
    return this.#shared.client
  }

  async #join(): Promise<void> {
    try {
      await this.#shared.room.join()
      if (this.user) this.#options.onReady(this.user)
    } catch (error) {
      this.#report(error)
    }
  }

  async #attempt(work: Promise<unknown>): Promise<boolean> {
    try {
      await work
      return true
    } catch (error) {
      this.#report(error)
      return false
    }
  }

  // A room that is left has nothing more to say.
  #report(error: unknown): void {
    if (!isChatError(error)) throw error
    if (this.snapshot.status !== 'left') this.#options.onError(error)
  }
}
