/** Whether an element is before the visitor's eyes: in what is seen of the page, and the page in front. */
export class Sight {
  readonly #observer: IntersectionObserver
  readonly #onChange: () => void
  #isInView = false

  constructor(element: Element, onChange: () => void) {
    this.#onChange = onChange
    this.#observer = new IntersectionObserver((entries) => {
      this.#isInView = entries.at(-1)?.isIntersecting ?? false
      onChange()
    })
    this.#observer.observe(element)
    document.addEventListener('visibilitychange', onChange)
    // Not every browser calls a page hidden that is left.
    addEventListener('pagehide', onChange)
  }

  get isSeen(): boolean {
    return this.#isInView && !document.hidden
  }

  stop(): void {
    this.#observer.disconnect()
    document.removeEventListener('visibilitychange', this.#onChange)
    removeEventListener('pagehide', this.#onChange)
  }
}
