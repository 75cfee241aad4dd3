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
import { Draft } from './draft.js'
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
  readonly #draft: Draft
  readonly #stops: (() => void)[]

  /** @throws ChatError `invalid_room` */
  constructor(options: RoomControllerOptions) {
    this.#options = options
    const { server, name } = options
    this.#shared = useSharedRoom(server, options.room, {
      createClient: (storage) => new ChatClient({ url: server, storage, ...(name && { name }) }),
      onUnsentElsewhere: options.onChange,
    })
    const { client, room, storage } = this.#shared
    this.#draft = new Draft(storage, `${server} ${room.name}`, options.onChange)
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
    void this.#join()
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
    return this.#draft.text
  }

  set draft(text: string) {
    this.#draft.text = text
    this.#options.onChange()
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
  react(id: string, emoji: string, on: boolean): Promise<boolean> {
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
    void this.#join()
  }

  close(): void {
    for (const stop of this.#stops) stop()
    this.#draft.stop()
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
