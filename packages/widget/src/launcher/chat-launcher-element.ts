import type { Alerts, AlertsFile } from '../alerts/alerts.js'
import type { ChatRoomElement } from '../chat-room-element.js'
import type { ChatStrings } from '../locale/locale.js'
import { reflectAttributes } from '../reflect-attributes.js'
import { resolveServer } from '../server-origin.js'
import { upgradeProperties } from '../upgrade-properties.js'
import { fitScreen, smallScreen } from './fit-screen.js'
import { recall, remember } from './launcher-memory.js'
import { createParts, type Parts } from './parts.js'
import { launcherStyles } from './styles.js'

/** Handed on to the room as they are. */
const HANDED_ON = ['room', 'name', 'theme', 'lang']
const REFLECTED = ['room', 'server', 'name', 'theme', 'label', 'position']
/** What the page may put in them is shown in the room. */
const SLOTS = ['header', 'empty', 'composer-extras']
/** The visitor has chosen how to be told of messages; written by the alerts. */
const ALERTS_KEY = 'chat:alerts'

/** Until a room is there that knows those of the visitor's language. */
const WORDS = { chat: 'Chat', close: 'Close the chat', alerts: 'Sound and notifications' }

const Base: typeof HTMLElement = globalThis.HTMLElement ?? Object

/**
 * `<chat-launcher room="support">`: a button in the corner of the page that opens a room. Until it is first opened only
 * this much is loaded, and there is no connection. See docs/embedding.md.
 *
 * @fires chat-toggle it was opened or closed
 */
export class ChatLauncherElement extends Base {
  static readonly observedAttributes: readonly string[] = [...HANDED_ON, 'server', 'label']

  /** Name of the room. */
  declare room: string
  /** Origin of the server. Default: the one that the script came from. */
  declare server: string
  /** Display name for a visitor who is new; later changes rename. */
  declare name: string
  /** `light`, `dark`, or `auto`: the visitor's system decides. */
  declare theme: string
  /** What the button is called. Default: “Chat”, in the visitor's language once the room is there. */
  declare label: string
  /** The corner: where lines of text `start`, or where they `end`, the default. */
  declare position: string

  readonly #parts: Parts
  #room: ChatRoomElement | undefined
  #alerts: Promise<Alerts | undefined> | undefined
  #strings: ChatStrings = {}
  #unread = 0
  #isKnown = false
  /** Until it is taken out of the page. */
  #stay: AbortController | undefined

  constructor() {
    super()
    const root = this.attachShadow({ mode: 'open' })
    root.adoptedStyleSheets = [launcherStyles()]
    this.#parts = createParts()
    const { button, panel, alerts, close } = this.#parts
    root.append(panel, button)
    this.#speak()
    button.addEventListener('click', () => this.toggle())
    close.addEventListener('click', () => this.close())
    alerts.addEventListener('click', () => {
      void this.#loadAlerts()?.then((loaded) => loaded?.toggleMenu())
    })
    panel.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      event.preventDefault()
      this.close()
    })
    // A phone's back gesture closes it without a key.
    panel.addEventListener('close', () => this.#settle())
    panel.addEventListener('chat-message', ({ message }) => {
      if (!this.isOpen && message.user.id !== this.#room?.user?.id) this.#note(this.#unread + 1)
    })
  }

  /** Words of your own in place of the widget's; see the room's. */
  get strings(): ChatStrings {
    return this.#strings
  }

  set strings(value: ChatStrings | null | undefined) {
    this.#strings = value ?? {}
    if (this.#room) this.#room.strings = value
  }

  /** Whether the room is shown. */
  get isOpen(): boolean {
    return this.#parts.panel.open
  }

  /** How many messages of others came while it was closed. */
  get unread(): number {
    return this.#unread
  }

  /** The room in the panel; undefined before it is first opened. */
  get chatRoom(): ChatRoomElement | undefined {
    return this.#room
  }

  /** Shows the room with the cursor in it, and loads it the first time. */
  open(): void {
    if (this.isOpen) return
    this.#show()
    this.#room?.focus()
  }

  /** Hides the room, which stays connected and counts what comes. The focus goes back to the button. */
  close(): void {
    if (!this.isOpen) return
    this.#parts.panel.close()
    this.#settle()
    this.#parts.button.focus()
  }

  /** Opens it where it is closed, and closes it where it is open. */
  toggle(): void {
    if (this.isOpen) this.close()
    else this.open()
  }

  connectedCallback(): void {
    upgradeProperties(this, [...REFLECTED, 'strings'])
    const state = recall(this.#key)
    this.#isKnown ||= state !== null
    this.#note(state?.unread ?? this.#unread)
    const small = matchMedia(smallScreen)
    const { signal } = (this.#stay = new AbortController())
    small.addEventListener('change', () => this.#arrange(), { signal })
    const follow = ({ key }: StorageEvent) => {
      if (key === ALERTS_KEY) void this.#loadAlerts()
    }
    addEventListener('storage', follow, { signal })
    fitScreen(this.#parts.panel, signal)
    if (this.isOpen) this.#arrange()
    else if (state?.isOpen) this.#show()
  }

  disconnectedCallback(): void {
    this.#stay?.abort()
  }

  attributeChangedCallback(name: string, _before: string | null, now: string | null): void {
    if (name === 'label') this.#note(this.#unread)
    else if (name === 'server') this.#handOnServer()
    else if (now === null) this.#room?.removeAttribute(name)
    else this.#room?.setAttribute(name, now)
  }

  get #key(): string {
    return `${resolveServer(this.getAttribute('server'))} ${this.getAttribute('room')}`
  }

  get #label(): string {
    return this.getAttribute('label') ?? this.#words.chat
  }

  get #words(): typeof WORDS {
    return { ...WORDS, ...this.#room?.words.launcher }
  }

  #speak(): void {
    const { close, alerts } = this.#parts
    close.title = close.ariaLabel = this.#words.close
    alerts.title = alerts.ariaLabel = this.#words.alerts
    this.#note(this.#unread)
  }

  #show(): void {
    this.#parts.panel.open = true
    this.#parts.button.ariaExpanded = 'true'
    this.#arrange()
    this.#isKnown = true
    this.#note(0)
    if (!this.#room) void this.#load()
    this.#announce()
  }

  /** Where it covers the page, the focus must not get behind it. */
  #arrange(): void {
    const { panel } = this.#parts
    if (!panel.open) return
    const focused = this.shadowRoot?.activeElement
    panel.close()
    if (matchMedia(smallScreen).matches) panel.showModal()
    else panel.open = true
    if (focused instanceof HTMLElement) focused.focus()
  }

  /** It is closed, whoever did it. */
  #settle(): void {
    const { panel, button } = this.#parts
    if (panel.open || button.ariaExpanded === 'false') return
    button.ariaExpanded = 'false'
    this.#note(0)
    this.#announce()
  }

  async #load(): Promise<void> {
    const server = resolveServer(this.getAttribute('server'))
    const { panel, controls, alerts, status } = this.#parts
    status.textContent = ''
    try {
      // Of the same server, and of the same version as it is.
      if (!customElements.get('chat-room'))
        await import(/* @vite-ignore */ /* webpackIgnore: true */ `${server}/chat.mjs`)
    } catch {
      status.textContent = 'The chat could not be loaded. Close and open it to try again.'
      return
    }
    if (this.#room) return
    const room = document.createElement('chat-room')
    this.#room = room
    room.strings = this.#strings
    for (const name of HANDED_ON) this.attributeChangedCallback(name, null, this.getAttribute(name))
    this.#handOnServer()
    alerts.hidden = false
    room.append(controls, ...SLOTS.flatMap((name) => this.#handOnSlot(name)))
    room.addEventListener('chat-words', () => this.#speak())
    panel.append(room)
    room.addEventListener('chat-ready', () => this.#awaitsRoom && room.focus(), { once: true })
    if (hasChosenAlerts()) void this.#loadAlerts()
  }

  /** Whoever opened it waits for the room; who has gone elsewhere by now, if only to its controls, stays there. */
  get #awaitsRoom(): boolean {
    const { panel, button } = this.#parts
    const focused = this.shadowRoot?.activeElement
    return panel.matches(':modal') ? !focused : focused === button
  }

  #handOnServer(): void {
    const server = resolveServer(this.getAttribute('server'))
    if (server !== undefined) this.#room?.setAttribute('server', server)
  }

  // An empty slot would stand in place of the room's own words.
  #handOnSlot(name: string): HTMLElement[] {
    if (!this.querySelector(`:scope > [slot='${name}']`)) return []
    const slot = document.createElement('slot')
    slot.name = slot.slot = name
    return [slot]
  }

  /** Gives nothing where they cannot be had; the next time tries again. */
  #loadAlerts(): Promise<Alerts | undefined> | undefined {
    const room = this.#room
    const root = this.shadowRoot
    if (!room || !root) return undefined
    return (this.#alerts ??= import(
      /* @vite-ignore */ /* webpackIgnore: true */ `${room.server}/chat-alerts.mjs`
    )
      .then(({ createAlerts }: AlertsFile) =>
        createAlerts({
          root,
          room,
          button: this.#parts.alerts,
          storageKey: ALERTS_KEY,
          isSeen: () => this.isOpen && document.visibilityState === 'visible',
          onChoose: () => this.open(),
        }),
      )
      .catch(() => (this.#alerts = undefined)))
  }

  #note(unread: number): void {
    this.#unread = unread
    const { badge, button, panel } = this.#parts
    badge.textContent = unread > 99 ? '99+' : String(unread)
    badge.hidden = unread === 0
    const news = this.#room?.words.newMessages(unread) ?? `${unread} new`
    button.ariaLabel = unread === 0 ? this.#label : `${this.#label}, ${news}`
    panel.ariaLabel = this.#label
    // Nothing is written to the device of a visitor who never opened it.
    if (this.#isKnown) remember(this.#key, { isOpen: this.isOpen, unread })
  }

  #announce(): void {
    this.dispatchEvent(new Event('chat-toggle', { bubbles: true, composed: true }))
  }
}

reflectAttributes(ChatLauncherElement, REFLECTED)

function hasChosenAlerts(): boolean {
  try {
    return localStorage.getItem(ALERTS_KEY) !== null
  } catch {
    return false
  }
}
