import type { AlertsChoice, AlertsSettings } from './alerts-settings.js'
import { alertsMenuStyles } from './alerts-menu-styles.js'
import { askForNotifications, notificationPermission } from './notification.js'

type Options = {
  root: ShadowRoot
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
    menu.ariaLabel = button.ariaLabel
    menu.hidden = true
    this.#blocked.setAttribute('role', 'status')
    menu.append(
      this.#createChoice('sound', 'Sound', async () => {
        onSound()
        return true
      }),
      this.#createChoice('notifications', 'Notifications', askForNotifications),
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
    const { current } = this.#options.settings
    for (const field of this.#menu.querySelectorAll('input')) {
      field.checked = current[field.name as keyof AlertsChoice]
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

  #createChoice(
    name: keyof AlertsChoice,
    text: string,
    turnOn: () => Promise<boolean>,
  ): HTMLElement {
    const label = document.createElement('label')
    const field = document.createElement('input')
    field.type = 'checkbox'
    field.name = name
    label.append(field, text)
    const follow = async () => {
      if (field.checked) field.checked = await turnOn()
      this.#options.settings.choose({ [name]: field.checked })
      this.#explain()
    }
    field.addEventListener('change', () => void follow())
    return label
  }

  #explain(): void {
    this.#blocked.textContent =
      notificationPermission() === 'denied'
        ? 'The browser does not allow this site to show notifications.'
        : ''
  }
}
