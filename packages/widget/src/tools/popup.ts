import { render, type VNode } from 'preact'
import { focusList } from './focus-list.js'

/** How far it keeps from the edges of the room, and from what opened it, CSS pixels. */
const GAP_PX = 6

/** What is drawn in it; nothing where there is no use for it any more. */
type Draw = () => VNode | undefined

/** One thing over the room at a time, beside what opened it. It goes when the visitor turns elsewhere. */
export class Popup {
  readonly #root: ShadowRoot
  readonly #layer: HTMLElement
  readonly #resize: ResizeObserver
  #shown: { opener: HTMLElement; draw: Draw } | undefined

  constructor(root: ShadowRoot, layer: HTMLElement) {
    this.#root = root
    this.#layer = layer
    this.#resize = new ResizeObserver(() => this.#place())
    this.#resize.observe(layer)
    layer.addEventListener('keydown', this.#onKeyDown)
    root.addEventListener('focusin', this.#onTurn)
    root.addEventListener('scroll', this.#onScroll, true)
    document.addEventListener('pointerdown', this.#onTurn, true)
  }

  /** Opens it for `opener`, or closes it where it is open for it already. */
  toggle(opener: HTMLElement, draw: Draw): void {
    const isOpen = this.#shown?.opener === opener
    this.#hide()
    if (isOpen) return
    this.#shown = { opener, draw }
    opener.ariaExpanded = 'true'
    this.draw()
    const box = this.#box
    if (!box) return
    this.#resize.observe(box)
    const first = box.querySelector<HTMLElement>('[data-first]') ?? box
    first.focus({ preventScroll: true })
  }

  /** Draws what is in it as it is now. */
  draw(): void {
    if (!this.#shown) return
    const content = this.#shown.opener.isConnected ? this.#shown.draw() : undefined
    if (!content) return this.close()
    render(content, this.#layer)
    this.#place()
  }

  /** Closes it; the focus goes back to what opened it. */
  close(): void {
    const opener = this.#shown?.opener
    const hadFocus = this.#layer.contains(this.#root.activeElement)
    if (hadFocus) {
      if (opener?.isConnected) opener.focus({ preventScroll: true })
      else focusList(this.#root)
    }
    this.#hide()
  }

  /** It is over with the room. */
  leave(): void {
    this.#hide()
    this.#resize.disconnect()
    this.#root.removeEventListener('focusin', this.#onTurn)
    this.#root.removeEventListener('scroll', this.#onScroll, true)
    document.removeEventListener('pointerdown', this.#onTurn, true)
  }

  get #box(): HTMLElement | null {
    return this.#layer.firstElementChild instanceof HTMLElement
      ? this.#layer.firstElementChild
      : null
  }

  #hide(): void {
    if (!this.#shown) return
    this.#shown.opener.ariaExpanded = 'false'
    this.#shown = undefined
    if (this.#box) this.#resize.unobserve(this.#box)
    render(null, this.#layer)
  }

  readonly #onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    this.close()
  }

  readonly #onTurn = (event: Event) => {
    const path = event.composedPath()
    const isHere = path.includes(this.#layer) || path.some((each) => each === this.#shown?.opener)
    if (!isHere) this.#hide()
  }

  // What opened it may scroll away.
  readonly #onScroll = ({ target }: Event) => {
    if (target instanceof Node && !this.#layer.contains(target)) this.#place()
  }

  #place(): void {
    const box = this.#box
    if (!box || !this.#shown) return
    const room = this.#layer.getBoundingClientRect()
    const opener = this.#shown.opener.getBoundingClientRect()
    const { width, height } = box.getBoundingClientRect()
    const above = opener.top - room.top - GAP_PX
    const below = room.bottom - opener.bottom - GAP_PX
    const isBelow = below >= height + GAP_PX || below > above
    const top = isBelow ? opener.bottom - room.top + GAP_PX : above - height
    const isAtLeft = opener.left + opener.right < room.left + room.right
    const left = (isAtLeft ? opener.left : opener.right - width) - room.left
    box.style.top = `${clamp(top, room.height - height)}px`
    box.style.left = `${clamp(left, room.width - width)}px`
  }
}

function clamp(value: number, most: number): number {
  return Math.max(GAP_PX, Math.min(value, most - GAP_PX))
}
