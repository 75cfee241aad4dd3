/** How long it stays, ms. */
const SHOWN_MS = 6_000

/** Something that is said for a while. */
export class PassingText {
  readonly #onChange: () => void
  #text: string | undefined
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(onChange: () => void) {
    this.#onChange = onChange
  }

  get current(): string | undefined {
    return this.#text
  }

  /** In place of what was said before. */
  say(text: string): void {
    this.stop()
    this.#timer = setTimeout(() => this.#show(undefined), SHOWN_MS)
    this.#show(text)
  }

  stop(): void {
    clearTimeout(this.#timer)
  }

  #show(text: string | undefined): void {
    this.#text = text
    this.#onChange()
  }
}
