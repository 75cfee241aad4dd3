import type { ClientStatus, Message, User } from '@chat/sdk'
import { render } from 'preact'
import { parseTheme, ROOM_ATTRIBUTES, type RoomAttribute, type Theme } from './attributes.js'
import { errorText } from './error-text.js'
import { ChatErrorEvent, ChatMessageEvent, ChatReadyEvent, ChatStatusEvent } from './events.js'
import { ElementWords } from './locale/element-words.js'
import type { ChatStrings, Locale } from './locale/locale.js'
import { ProblemView } from './parts/chat-view.js'
import { ChatError, isChatError } from './room-controller.js'
import { RoomScreen } from './room-screen.js'
import { resolveServer } from './server-origin.js'
import { roomStyles } from './styles/room-styles.js'

// Importing this where there is no document, as server-side rendering does, must do no harm.
const Base: typeof HTMLElement = globalThis.HTMLElement ?? Object

/** What a page may have set before this class was there. */
const UPGRADED = ['room', 'server', 'name', 'theme', 'strings'] as const

const KEY_EVENTS = ['keydown', 'keyup', 'keypress'] as const

/**
 * `<chat-room room="support">`: a chat room. See docs/embedding.md for attributes, events and styling.
 *
 * @fires chat-ready the room is joined
 * @fires chat-message a message came in
 * @fires chat-error something failed
 * @fires chat-status the connection changed
 */
export class ChatRoomElement extends Base {
  static readonly observedAttributes: readonly RoomAttribute[] = ROOM_ATTRIBUTES

  #screen: RoomScreen | undefined
  /** What the screen was opened for; another one needs another screen. */
  #openedFor = ''
  readonly #words = new ElementWords(this, () => this.#reword())
  /** Why there is no screen. */
  #problem: ((locale: Locale) => string) | undefined

  constructor() {
    super()
    const root = this.attachShadow({ mode: 'open', delegatesFocus: true })
    root.adoptedStyleSheets = [roomStyles()]
    for (const type of KEY_EVENTS) root.addEventListener(type, keepShortcutsQuiet)
  }

  /** Name of the room. */
  get room(): string {
    return this.getAttribute('room') ?? ''
  }

  set room(value: string) {
    this.setAttribute('room', value)
  }

  /** Address of the server. Default: the origin that the script came from. */
  get server(): string {
    return this.getAttribute('server') ?? ''
  }

  set server(value: string) {
    this.setAttribute('server', value)
  }

  /** Display name for a visitor who is new; later changes rename. */
  get name(): string {
    return this.getAttribute('name') ?? ''
  }

  set name(value: string) {
    this.setAttribute('name', value)
  }

  /** `light`, `dark`, or `auto`: the visitor's system decides. */
  get theme(): Theme {
    return parseTheme(this.getAttribute('theme'))
  }

  set theme(value: Theme) {
    this.setAttribute('theme', value)
  }

  /** Words of your own in place of the widget's, as many as you like; the others stay in the visitor's language. */
  get strings(): ChatStrings {
    return this.#words.own
  }

  set strings(value: ChatStrings) {
    this.#words.own = value
  }

  /** The visitor; undefined before the first connection. */
  get user(): User | undefined {
    return this.#screen?.controller.user
  }

  /** State of the connection; undefined while the element is not in a page. */
  get status(): ClientStatus | undefined {
    return this.#screen?.controller.status
  }

  /** The messages that are loaded, ascending. Immutable. */
  get messages(): readonly Message[] {
    return this.#screen?.controller.snapshot.messages ?? []
  }

  /**
   * Sends a message as the visitor. Resolves when it is stored.
   *
   * Rejects with a ChatError: why it was refused; `not_joined` where there is no room.
   */
  async send(text: string): Promise<Message> {
    const screen = this.#screen
    if (!screen) throw new ChatError('not_joined', 'The element is not in a page, or has no room.')
    return screen.controller.send(text)
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
    for (const property of UPGRADED) this.#upgrade(property)
    this.#words.start()
    this.#update()
  }

  // Moving the element disconnects and connects it in one task: its connection must not notice.
  disconnectedCallback(): void {
    queueMicrotask(() => {
      if (this.isConnected) return
      this.#words.stop()
      this.#close()
    })
  }

  attributeChangedCallback(name: RoomAttribute, before: string | null, now: string | null): void {
    if (before === now || !this.isConnected) return
    if (name === 'lang' || name === 'dir') this.#words.follow()
    else if (name === 'name') void (now && this.#screen?.controller.setName(now))
    else if (name !== 'theme') this.#update()
  }

  #update(): void {
    const server = resolveServer(this.getAttribute('server'))
    const key = `${server} ${this.room}`
    if (this.#screen && key === this.#openedFor) return
    this.#close()
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
    this.#openedFor = ''
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
  }

  #tell(error: ChatError): void {
    this.dispatchEvent(new ChatErrorEvent(error))
  }

  // Such a property stands on the element itself, in front of the setter.
  #upgrade(property: (typeof UPGRADED)[number]): void {
    if (!Object.hasOwn(this, property)) return
    const value = this[property]
    Reflect.deleteProperty(this, property)
    Object.assign(this, { [property]: value })
  }
}

/** Whether the Escape that was pressed last did something in a room. */
let isEscapeUsed = false

/** Keys typed here are not the page's shortcuts; Tab, and an Escape that does nothing here, are the page's too. */
function keepShortcutsQuiet(event: Event): void {
  const key = event instanceof KeyboardEvent ? event.key : ''
  if (event.type === 'keydown') isEscapeUsed = event.defaultPrevented
  const isThePages = key === 'Tab' || (key === 'Escape' && !isEscapeUsed)
  if (!isThePages) event.stopPropagation()
}
