/** How the visitor wants to be told of messages. */
export type AlertsChoice = { sound: boolean; notifications: boolean }

/** What the visitor turned on, for all tabs of the site; off until then. Where storage throws, for this page. */
export class AlertsSettings {
  readonly #key: string
  #unwritten: AlertsChoice = { sound: false, notifications: false }

  constructor(key: string) {
    this.#key = key
  }

  get current(): AlertsChoice {
    try {
      const stored = localStorage.getItem(this.#key)
      if (stored !== null) return { ...this.#unwritten, ...(JSON.parse(stored) as AlertsChoice) }
    } catch {
      // What is known in this page holds.
    }
    return this.#unwritten
  }

  /** The visitor turned something on or off. */
  choose(choice: Partial<AlertsChoice>): void {
    this.#unwritten = { ...this.current, ...choice }
    try {
      localStorage.setItem(this.#key, JSON.stringify(this.#unwritten))
    } catch {
      // It holds for this page.
    }
  }
}
