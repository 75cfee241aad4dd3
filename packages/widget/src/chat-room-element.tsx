import type { ClientStatus, Message, User } from '@chat/sdk'
import { render } from 'preact'
import { parseTheme, ROOM_ATTRIBUTES, type RoomAttribute, type Theme } from './attributes.js'
import { errorText } from './error-text.js'
import { ChatErrorEvent, ChatMessageEvent, ChatReadyEvent, ChatStatusEvent } from './events.js'
import { en } from './locale/en.js'
import { ProblemView } from './parts/chat-view.js'
import type { Words } from './parts/words.js'
import { ChatError, isChatError } from './room-controller.js'
import { RoomScreen } from './room-screen.js'
import { resolveServer } from './server-origin.js'
import { roomStyles } from './styles/room-styles.js'
import { TimeText } from './time-text.js'

// Importing this where there is no document, as server-side rendering does, must do no harm.
const Base: typeof HTMLElement = globalThis.HTMLElement ?? Object

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
    for (const property of ['room', 'server', 'name', 'theme'] as const) this.#upgrade(property)
    this.#update()
  }

  // Moving the element disconnects and connects it in one task: its connection must not notice.
  disconnectedCallback(): void {
    queueMicrotask(() => {
      if (!this.isConnected) this.#close()
    })
  }

  attributeChangedCallback(name: RoomAttribute, before: string | null, now: string | null): void {
    if (before === now || !this.isConnected) return
    if (name === 'lang' && this.#screen) this.#screen.words = this.#words()
    else if (name === 'name') void (now && this.#screen?.controller.setName(now))
    else if (name !== 'theme') this.#update()
  }

  #update(): void {
    const server = resolveServer(this.getAttribute('server'))
    const key = `${server} ${this.room}`
    if (this.#screen && key === this.#openedFor) return
    this.#close()
    this.#openedFor = key
    const { locale } = this.#words()
    if (server === undefined) this.#explain(locale.noServer)
    else if (this.room === '') this.#explain(locale.noRoom)
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
        words: this.#words(),
        onReady: (user) => this.dispatchEvent(new ChatReadyEvent(this.room, user)),
        onMessage: (message) => this.dispatchEvent(new ChatMessageEvent(message)),
        onStatus: (status) => this.dispatchEvent(new ChatStatusEvent(status)),
        onError: (error) => this.#tell(error),
      })
    } catch (error) {
      if (!isChatError(error)) throw error
      this.#explain(errorText(error, this.#words().locale))
      this.#tell(error)
    }
  }

  #close(): void {
    this.#screen?.close()
    this.#screen = undefined
    this.#openedFor = ''
  }

  #explain(text: string): void {
    if (this.shadowRoot) render(<ProblemView text={text} />, this.shadowRoot)
  }

  #tell(error: ChatError): void {
    this.dispatchEvent(new ChatErrorEvent(error))
  }

  #words(): Words {
    const language = findLanguage(this) ?? navigator.language
    return { locale: en, time: new TimeText(supportedLanguage(language)) }
  }

  // A property that the page set before this class was there stands on the element itself, in front of the setter.
  #upgrade(property: 'room' | 'server' | 'name' | 'theme'): void {
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

/** The nearest `lang`, also beyond shadow roots. */
function findLanguage(element: Element): string | undefined {
  const holder = element.closest<HTMLElement>('[lang]')
  if (holder) return holder.lang
  const root = element.getRootNode()
  return root instanceof ShadowRoot ? findLanguage(root.host) : undefined
}

/** A page may name a language that there is none of. */
function supportedLanguage(language: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(language)[0]
  } catch {
    return undefined
  }
}
