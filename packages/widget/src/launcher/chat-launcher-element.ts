import type { ChatRoomElement } from '../chat-room-element.js'
import { resolveServer } from '../server-origin.js'
import { createParts, type Parts } from './parts.js'
import { launcherStyles } from './styles.js'

/** Handed on to the room as they are. */
const HANDED_ON = ['room', 'name', 'theme', 'lang'] as const

const Base: typeof HTMLElement = globalThis.HTMLElement ?? Object

/**
 * `<chat-launcher room="support">`: a button in the corner of the page that opens a room. Until it is first opened only
 * this much is loaded, and there is no connection. See docs/embedding.md.
 *
 * @fires chat-toggle it was opened or closed
 */
export class ChatLauncherElement extends Base {
  static readonly observedAttributes: readonly string[] = HANDED_ON

  readonly #parts: Parts
  #room: ChatRoomElement | undefined
  #unseen = 0

  constructor() {
    super()
    const root = this.attachShadow({ mode: 'open' })
    root.adoptedStyleSheets = [launcherStyles()]
    this.#parts = createParts()
    const { button, panel, close } = this.#parts
    root.append(panel, button)
    button.addEventListener('click', () => (this.isOpen ? this.close() : this.open()))
    close.addEventListener('click', () => this.close())
    panel.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !event.defaultPrevented) this.close()
    })
    panel.addEventListener('chat-message', ({ message }) => {
      if (!this.isOpen && message.user.id !== this.#room?.user?.id) this.#note(this.#unseen + 1)
    })
  }

  /** Whether the room is shown. */
  get isOpen(): boolean {
    return !this.#parts.panel.hidden
  }

  /** Shows the room, and loads it the first time. */
  open(): void {
    if (this.isOpen) return
    const { panel, button } = this.#parts
    panel.hidden = false
    button.ariaExpanded = 'true'
    this.#note(0)
    if (this.#room) this.#room.focus()
    else void this.#load()
    this.#announce()
  }

  /** Hides the room, which stays connected and counts what comes. */
  close(): void {
    if (!this.isOpen) return
    const { panel, button } = this.#parts
    panel.hidden = true
    button.ariaExpanded = 'false'
    button.focus()
    this.#announce()
  }

  attributeChangedCallback(name: string, _before: string | null, now: string | null): void {
    if (now === null) this.#room?.removeAttribute(name)
    else this.#room?.setAttribute(name, now)
  }

  async #load(): Promise<void> {
    const server = resolveServer(this.getAttribute('server'))
    const { panel, status } = this.#parts
    status.textContent = ''
    try {
      // Of the same server, and of the same version as it is.
      if (!customElements.get('chat-room')) await import(/* @vite-ignore */ `${server}/chat.mjs`)
    } catch {
      status.textContent = 'The chat could not be loaded. Close and open it to try again.'
      return
    }
    if (this.#room) return
    const room = document.createElement('chat-room')
    for (const name of HANDED_ON) {
      const value = this.getAttribute(name)
      if (value !== null) room.setAttribute(name, value)
    }
    if (server !== undefined) room.setAttribute('server', server)
    this.#room = room
    panel.append(room)
    room.addEventListener('chat-ready', () => this.isOpen && room.focus(), { once: true })
  }

  #note(unseen: number): void {
    this.#unseen = unseen
    const { badge, button } = this.#parts
    badge.textContent = unseen > 99 ? '99+' : String(unseen)
    badge.hidden = unseen === 0
    button.ariaLabel = unseen === 0 ? 'Chat' : `Chat, ${unseen} new`
  }

  #announce(): void {
    this.dispatchEvent(new Event('chat-toggle', { bubbles: true, composed: true }))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'chat-launcher': ChatLauncherElement
  }
  interface GlobalEventHandlersEventMap {
    'chat-toggle': Event
  }
}
