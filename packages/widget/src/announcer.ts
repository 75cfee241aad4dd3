/** New messages within this time are read out together, ms. */
const BATCH_MS = 800

/** What a screen reader is to say: new messages, once, in batches; never the backlog. */
export class Announcer {
  readonly #onChange: () => void
  #waiting: string[] = []
  #text = ''
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(onChange: () => void) {
    this.#onChange = onChange
  }

  get text(): string {
    return this.#text
  }

  announce(line: string): void {
    this.#waiting.push(line)
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      this.#text = this.#waiting.join('\n')
      this.#waiting = []
      this.#onChange()
    }, BATCH_MS)
  }

  stop(): void {
    clearTimeout(this.#timer)
  }
}
