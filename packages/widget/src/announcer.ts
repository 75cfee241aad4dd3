/** New messages within this time are read out together, ms. */
const BATCH_MS = 800
/** More messages than this are counted rather than read. */
const MOST_LINES = 5
/** What was read goes away, so that nobody comes upon it later, ms. */
const FORGET_MS = 5_000

/** What a screen reader is to say: new messages, once, in batches; never the backlog. */
export class Announcer {
  readonly #onChange: () => void
  readonly #count: (lines: number) => string
  #waiting: string[] = []
  #text = ''
  #batchTimer: ReturnType<typeof setTimeout> | undefined
  #forgetTimer: ReturnType<typeof setTimeout> | undefined

  /** `count` says in words how many new messages there are. */
  constructor(onChange: () => void, count: (lines: number) => string) {
    this.#onChange = onChange
    this.#count = count
  }

  get text(): string {
    return this.#text
  }

  announce(line: string): void {
    this.#waiting.push(line)
    this.#batchTimer ??= setTimeout(() => this.#say(), BATCH_MS)
  }

  stop(): void {
    clearTimeout(this.#batchTimer)
    clearTimeout(this.#forgetTimer)
  }

  #say(): void {
    this.#batchTimer = undefined
    const lines = this.#waiting
    this.#waiting = []
    this.#show(lines.length > MOST_LINES ? this.#count(lines.length) : lines.join('\n'))
    clearTimeout(this.#forgetTimer)
    this.#forgetTimer = setTimeout(() => this.#show(''), FORGET_MS)
  }

  #show(text: string): void {
    this.#text = text
    this.#onChange()
  }
}
