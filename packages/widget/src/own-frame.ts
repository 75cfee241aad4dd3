/** Changes something in a frame in which nothing else is drawn. */
export class OwnFrame {
  readonly #change: () => void
  readonly #release: () => void
  /** `asked`: others still draw. `held`: they wait until the next frame is painted. */
  #state: 'idle' | 'asked' | 'held' = 'idle'

  /** `release` is called once others may draw again. */
  constructor(change: () => void, release: () => void) {
    this.#change = change
    this.#release = release
  }

  /** Whether others are to wait. */
  get isHeld(): boolean {
    return this.#state === 'held'
  }

  /** Asks for a frame; where there is one on its way already, nothing. */
  ask(): void {
    if (this.#state !== 'idle') return
    this.#state = 'asked'
    requestAnimationFrame(() => {
      // What others have drawn is about to be painted.
      this.#state = 'held'
      requestAnimationFrame(() => {
        this.#change()
        // Not before it is painted.
        setTimeout(() => {
          this.#state = 'idle'
          this.#release()
        })
      })
    })
  }
}
