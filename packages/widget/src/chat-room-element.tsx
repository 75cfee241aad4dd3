import type { ClientStatus, Members, Message, SendOptions, User } from '@chat/sdk'
import { render } from 'preact'
import { AttributeProperties } from './attribute-properties.js'
import { ROOM_ATTRIBUTES, type RoomAttribute } from './attributes.js'
import { errorText } from './error-text.js'
import {
  ChatErrorEvent,
  ChatMessageEvent,
  ChatReadyEvent,
  ChatStatusEvent,
  ChatUnreadEvent,
} from './events.js'
import { ElementWords } from './locale/element-words.js'
import type { ChatStrings, Locale } from './locale/locale.js'
import { keepShortcutsQuiet } from './page-shortcuts.js'
import { ProblemView } from './parts/chat-view.js'
import { ChatError, isChatError } from './room-controller.js'
import { RoomScreen } from './room-screen.js'
import { resolveServer } from './server-origin.js'
import { roomStyles } from './styles/room-styles.js'
import { upgradeProperties } from './upgrade-properties.js'

/** What a page may have set before this class was there. */
const UPGRADED = ['room', 'server', 'name', 'theme', 'strings']

/** How long a removed element stays in its room, so that the next page of a router finds it there, ms. */
const LINGER_MS = 5_000
const NO_MEMBERS: Members = { count: 0, list: [] }

/**
 * `<chat-room room="support">`: a chat room. See docs/embedding.md for attributes, events and styling.
 *
 * @fires chat-ready the room is joined
 * @fires chat-message a message came in
 * @fires chat-error something failed
 * @fires chat-status the connection changed
 * @fires chat-unread how much came that the visitor has not looked at is another number
 * @fires chat-words it says other words; does not bubble
 */
export class ChatRoomElement extends AttributeProperties {
  static readonly observedAttributes: readonly RoomAttribute[] = ROOM_ATTRIBUTES

  #screen: RoomScreen | undefined
  /** What the screen is or was opened for; another one needs another screen. */
  #openedFor = ''
  readonly #words = new ElementWords(this, () => this.#reword())
  /** Why there is no screen. */
  #problem: ((locale: Locale) => string) | undefined
  #hasLeft = false
  #lingering: ReturnType<typeof setTimeout> | undefined

  constructor() {
    super()
    const root = this.attachShadow({ mode: 'open', delegatesFocus: true })
    root.adoptedStyleSheets = [roomStyles()]
    keepShortcutsQuiet(root)
  }

  /** Words of your own in place of the widget's, as many as you like; the others stay in the visitor's language. */
  get strings(): ChatStrings {
    return this.#words.own
  }

  set strings(value: ChatStrings | null | undefined) {
    this.#words.own = value ?? {}
  }

  /** Every word that it says now; `chat-words`, which does not bubble, tells of others. */
  get words(): Locale {
    return this.#words.current.locale
  }

  /** The visitor; undefined before the first connection. */
  get user(): User | undefined {
    return this.#screen?.controller.user
  }

  /** State of the connection; undefined while the element has no room. */
  get status(): ClientStatus | undefined {
    return this.#screen?.controller.status
  }

  /** The messages that are loaded, ascending. Immutable. */
  get messages(): readonly Message[] {
    return this.#screen?.controller.snapshot.messages ?? []
  }

  /** Who is in the room: how many, and a list that is empty in large rooms. Immutable. */
  get members(): Members {
    return this.#screen?.controller.snapshot.members ?? NO_MEMBERS
  }

  /** How many messages of others came that the visitor has not looked at: scrolled up, out of sight, in another tab. */
  get unread(): number {
    return this.#screen?.unread ?? 0
  }

  /** What stands in the composer. Setting it does nothing while the element has no room. */
  get draft(): string {
    return this.#screen?.controller.draft ?? ''
  }

  set draft(text: string) {
    if (this.#screen) this.#screen.controller.draft = text
  }

  /** Id of the message that the draft answers; empty where none. Setting it does nothing while the element has no room. */
  get replyTo(): string {
    return this.#screen?.controller.replyTo ?? ''
  }

  set replyTo(id: string | null | undefined) {
    if (this.#screen) this.#screen.controller.replyTo = id ?? ''
  }

  /**
   * Sends a message as the visitor, with `replyTo` as an answer to the one of that id. Resolves when it is stored.
   *
   * Rejects with a ChatError: why it was refused; `not_joined` where there is no room.
   */
  async send(text: string, options?: Pick<SendOptions, 'replyTo'>): Promise<Message> {
    return this.#joined.controller.send(text, options?.replyTo)
  }

  /**
   * Renames the visitor, as a change of the attribute does. Resolves with whether it worked; where not, `chat-error` says why.
   *
   * Rejects with `not_joined` where there is no room.
   */
  async setName(name: string): Promise<boolean> {
    return this.#joined.controller.setName(name)
  }

  /**
   * Puts the next older page in front of {@link messages}. Resolves with whether it worked.
   *
   * Rejects with `not_joined` where there is no room.
   */
  async loadOlder(): Promise<boolean> {
    return this.#joined.controller.loadOlder()
  }

  /**
   * Adds the visitor's reaction with one emoji to the message of that id, or with `on` false takes it back. Resolves with
   * whether it worked; where not, `chat-error` says why.
   *
   * Rejects with `not_joined` where there is no room.
   */
  async react(id: string, emoji: string, on?: boolean): Promise<boolean> {
    return this.#joined.controller.react(id, emoji, on)
  }

  /**
   * Changes the text of a message of the visitor. Resolves with whether it worked; where not, `chat-error` says why.
   *
   * Rejects with `not_joined` where there is no room.
   */
  async edit(id: string, text: string): Promise<boolean> {
    return this.#joined.controller.edit(id, text)
  }

  /**
   * Deletes a message of the visitor, for everybody and for good. Resolves with whether it worked; where not, `chat-error`
   * says why.
   *
   * Rejects with `not_joined` where there is no room.
   */
  async delete(id: string): Promise<boolean> {
    return this.#joined.controller.delete(id)
  }

  /**
   * Scrolls to the message of that id and sets it off, loading what is older until it is there; with `focus` it has the
   * focus as well. Waits until the room is joined. Resolves with whether the message is shown.
   *
   * Rejects with `not_joined` where there is no room.
   */
  async showMessage(id: string, options?: { focus?: boolean }): Promise<boolean> {
    return this.#joined.showMessage(id, options?.focus ?? false)
  }

  /** Leaves the room and shows nothing of it, until {@link reconnect} or another `room`. */
  leave(): void {
    this.#hasLeft = true
    this.#close()
  }

  /** Comes back after {@link leave}; without a connection, tries now rather than after the back-off. */
  reconnect(): void {
    this.#hasLeft = false
    if (this.#screen) this.#screen.controller.reconnect()
    else if (this.isConnected) this.#update()
  }

  /** Shows the latest message. */
  scrollToLatest(): void {
    this.#screen?.scrollToLatest()
  }

  /** Puts the cursor where the visitor writes. */
  override focus(options?: FocusOptions): void {
    const field = this.shadowRoot?.querySelector('textarea')
    if (field) field.focus(options)
    else super.focus(options)
  }

  connectedCallback(): void {
    upgradeProperties(this, UPGRADED)
    this.#words.start()
    clearTimeout(this.#lingering)
    const screen = this.#screen
    this.#update()
    // Put in elsewhere: a scroller forgets its place.
    if (screen === this.#screen) screen?.scrollToLatest()
  }

  // Moving the element, in one task or from one page of a router to the next: its connection must not notice.
  disconnectedCallback(): void {
    this.#screen?.keepPlace()
    clearTimeout(this.#lingering)
    this.#lingering = setTimeout(() => {
      this.#words.stop()
      this.#close()
    }, LINGER_MS)
  }

  attributeChangedCallback(name: RoomAttribute, before: string | null, now: string | null): void {
    // An element that was there before its class is told of what it begins with: that is no change.
    if (before === now || !this.isConnected || !this.#openedFor) return
    if (name === 'lang' || name === 'dir') this.#words.follow()
    else if (name === 'name') void (now && this.#screen?.controller.setName(now))
    else if (name !== 'theme') this.#update()
  }

  /** @throws ChatError `not_joined` */
  get #joined(): RoomScreen {
    if (this.#screen) return this.#screen
    throw new ChatError('not_joined', 'The element is not in a page, or has no room.')
  }

  #update(): void {
    const server = resolveServer(this.getAttribute('server'))
    const key = `${server} ${this.room}`
    if (key === this.#openedFor && (this.#screen || this.#hasLeft)) return
    this.#close()
    this.#hasLeft = false
    this.#openedFor = key
    if (server === undefined) this.#explain(({ noServer }) => noServer)
    else if (this.room === '') this.#explain(({ noRoom }) => noRoom)
    else this.#open(server)
  }

  #open(server: string): void {
    const root = this.shadowRoot
    if (!root) return
    try {
      this.#screen = new RoomScreen({
        root,
        server,
        room: this.room,
        name: this.getAttribute('name'),
        words: this.#words.current,
        onReady: (user) => this.dispatchEvent(new ChatReadyEvent(this.room, user)),
        onMessage: (message) => this.dispatchEvent(new ChatMessageEvent(message)),
        onStatus: (status) => this.dispatchEvent(new ChatStatusEvent(status)),
        onError: (error) => this.#tell(error),
        onUnread: (count) => this.dispatchEvent(new ChatUnreadEvent(count)),
      })
    } catch (error) {
      if (!isChatError(error)) throw error
      this.#explain((locale) => errorText(error, locale))
      this.#tell(error)
    }
  }

  #close(): void {
    this.#screen?.close()
    this.#screen = undefined
    this.#problem = undefined
  }

  #explain(problem: (locale: Locale) => string): void {
    this.#problem = problem
    this.#reword()
  }

  #reword(): void {
    const words = this.#words.current
    if (this.#screen) this.#screen.words = words
    else if (this.#problem && this.shadowRoot && !words.isLoading) {
      render(<ProblemView text={this.#problem(words.locale)} words={words} />, this.shadowRoot)
    }
    this.dispatchEvent(new Event('chat-words'))
  }

  #tell(error: ChatError): void {
    this.dispatchEvent(new ChatErrorEvent(error))
  }
}
