import {
  ChatClient,
  ChatError,
  DEFAULT_LIMITS,
  isChatError,
  type ClientStatus,
  type Limits,
  type Message,
  type PendingMessage,
  type Room,
  type RoomSnapshot,
  type User,
} from '@chat/sdk'
import { IgnoredPeople } from './ignored-people.js'
import type { Locale } from './locale/locale.js'
import { keptLinks, ModeratorLinks } from './moderator-links.js'
import { RoomMemory } from './room-memory.js'
import { useSharedRoom, type SharedRoom } from './shared-client.js'

export { ChatError, isChatError }

export type RoomControllerOptions = {
  server: string
  room: string
  /** Name for a fresh visitor. */
  name: string | null
  /** Something of what {@link RoomController} shows is another; `isNews` where the room tells, and the visitor did nothing. */
  onChange: (isNews?: boolean) => void
  onReady: (user: User) => void
  onMessage: (message: Message) => void
  onStatus: (status: ClientStatus) => void
  onError: (error: ChatError) => void
  /** There is something to say to the visitor. */
  onSay: (say: (locale: Locale) => string) => void
}

/** One element's hold on a room: what is shown of it, and what the visitor can do. */
export class RoomController {
  readonly #shared: SharedRoom
  readonly #options: RoomControllerOptions
  readonly #memory: RoomMemory
  readonly #stops: (() => void)[]
  #joined: Promise<boolean>
  readonly #ignored: IgnoredPeople
  #refusedBy: ChatError | undefined
  #waiting = 0
  #isModerating = false

  /** @throws ChatError `invalid_room` */
  constructor(options: RoomControllerOptions) {
    this.#options = options
    const { server } = options
    // The page may know its users by longer names than one has here, or by none.
    const name = [...(options.name ?? '').trim()].slice(0, DEFAULT_LIMITS.nameLength).join('')
    this.#shared = useSharedRoom(server, options.room, {
      createClient: (storage) =>
        new ChatClient({
          url: server,
          storage,
          links: keptLinks(storage, server),
          ...(name && { name }),
        }),
      onUnsentElsewhere: options.onChange,
    })
    const { client, room, storage } = this.#shared
    this.#memory = new RoomMemory(storage, `${server} ${room.name}`, options.onChange)
    this.#ignored = new IgnoredPeople(storage, server, options.onChange)
    const links = new ModeratorLinks(storage, server, room.name, (token) => client.addLink(token))
    this.#stops = [
      () => links.stop(),
      () => this.#ignored.stop(),
      room.on('moderation', ({ reports, held }) => {
        this.#waiting = reports + held
        options.onChange()
      }),
      room.subscribe(() => this.#follow()),
      room.on('message', (message) => {
        if (!this.#ignored.has(message.user)) options.onMessage(message)
      }),
      client.on('user', () => options.onChange()),
      client.on('status', ({ current, error }) => {
        options.onStatus(current)
        if (error && current === 'closed') options.onError(error)
        options.onChange()
      }),
    ]
    this.#joined = this.#join()
  }

  /** Resolves when it is known whether the visitor is let in. */
  get joined(): Promise<unknown> {
    return this.#joined
  }

  get roomName(): string {
    return this.#shared.room.name
  }

  /** The room, without what those have written whom the visitor ignores. */
  get snapshot(): RoomSnapshot {
    return this.#ignored.leaveOut(this.#shared.room.snapshot)
  }

  /** For what is loaded when it is first used. */
  get room(): Room {
    return this.#shared.room
  }

  /** How much waits for a look of this moderator. */
  get waiting(): number {
    return this.#waiting
  }

  get ignored(): IgnoredPeople {
    return this.#ignored
  }

  /** Why the room was refused that is asked once more: what was said stays until there is another answer. */
  get refusedBy(): ChatError | undefined {
    return this.#refusedBy
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
    const isMissed = (each: Message) =>
      seenSeq > 0 && each.seq > seenSeq && each.user.id !== user?.id && !each.deleted
    return snapshot.messages.filter(isMissed).map(({ seq }) => seq)
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

  /** Asks again to enter a room that refused. Resolves with whether that is so. */
  async rejoin(password?: string): Promise<boolean> {
    this.#refusedBy = this.snapshot.error
    // As where they were banned from the server.
    if (this.status === 'closed') this.reconnect()
    this.#joined = this.#join(password)
    const isIn = await this.#joined
    this.#refusedBy = undefined
    this.#options.onChange()
    return isIn
  }

  close(): void {
    for (const stop of this.#stops) stop()
    this.#memory.stop()
    this.#shared.release()
  }

  get #client(): ChatClient {
    return this.#shared.client
  }

  async #join(password?: string): Promise<boolean> {
    const isIn = await this.#attempt(this.#shared.room.join(password ? { password } : {}))
    if (isIn && this.user) this.#options.onReady(this.user)
    return isIn
  }

  #follow(): void {
    const isModerating = this.#shared.room.you.role !== undefined
    if (isModerating !== this.#isModerating) {
      this.#isModerating = isModerating
      this.#options.onSay((locale) => (isModerating ? locale.moderating : locale.moderatingEnded))
    }
    this.#options.onChange(true)
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
