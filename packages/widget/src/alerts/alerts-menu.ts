import type { AlertsChoice, AlertsSettings } from './alerts-settings.js'
import type { ChatRoomElement } from '../chat-room-element.js'
import { alertsMenuStyles } from './alerts-menu-styles.js'
import { askForNotifications, notificationPermission } from './notification.js'

/** Where the room has none in the visitor's language. */
const WORDS = {
  sound: 'Sound',
  notifications: 'Notifications',
  blocked: 'The browser does not allow this site to show notifications.',
}

type Options = {
  root: ShadowRoot
  room: Pick<ChatRoomElement, 'words'>
  /** The menu stands behind it. */
  button: HTMLElement
  settings: AlertsSettings
  /** The visitor wants to hear something. */
  onSound: () => void
}

/** Where the visitor turns sound and notifications on and off. */
export class AlertsMenu {
  readonly #options: Options
  readonly #menu = document.createElement('div')
  readonly #blocked = document.createElement('p')

  constructor(options: Options) {
    this.#options = options
    const { root, button, onSound } = options
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, alertsMenuStyles()]
    const menu = this.#menu
    menu.setAttribute('part', 'alerts-menu')
    menu.setAttribute('role', 'group')
    menu.hidden = true
    this.#blocked.setAttribute('role', 'status')
    menu.append(
      this.#createChoice('sound', async () => {
        onSound()
        return true
      }),
      this.#createChoice('notifications', askForNotifications),
      this.#blocked,
    )
    button.after(menu)
    menu.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return
      event.preventDefault()
      this.#close()
      button.focus()
    })
    root.addEventListener('focusin', ({ target }) => this.#closeUnlessFor(target))
    root.addEventListener('pointerdown', ({ target }) => this.#closeUnlessFor(target))
  }

  toggle(): void {
    if (!this.#menu.hidden) return this.#close()
    this.#menu.hidden = false
    this.#options.button.ariaExpanded = 'true'
    this.#explain()
    this.#menu.ariaLabel = this.#options.button.ariaLabel
    const { current } = this.#options.settings
    for (const label of this.#menu.querySelectorAll('label')) {
      const [field, text] = label.children
      if (!(field instanceof HTMLInputElement) || !text) continue
      const name = field.name as keyof AlertsChoice
      field.checked = current[name]
      text.textContent = this.#words[name]
    }
    this.#menu.querySelector('input')?.focus()
  }

  #close(): void {
    this.#menu.hidden = true
    this.#options.button.ariaExpanded = 'false'
  }

  #closeUnlessFor(target: EventTarget | null): void {
    const { button } = this.#options
    const isHere =
      target instanceof Node && (this.#menu.contains(target) || button.contains(target))
    if (!isHere && !this.#menu.hidden) this.#close()
  }

  /** Of the language that the room has now. */
  get #words(): typeof WORDS {
    return { ...WORDS, ...this.#options.room.words.launcher }
  }

  #createChoice(name: keyof AlertsChoice, turnOn: () => Promise<boolean>): HTMLElement {
    const label = document.createElement('label')
    const field = document.createElement('input')
    field.type = 'checkbox'
    field.name = name
    label.append(field, document.createElement('span'))
    const follow = async () => {
      if (field.checked) field.checked = await turnOn()
      this.#options.settings.choose({ [name]: field.checked })
      this.#explain()
    }
    field.addEventListener('change', () => void follow())
    return label
  }

  #explain(): void {
    this.#blocked.textContent = notificationPermission() === 'denied' ? this.#words.blocked : ''
  }
}
