import { Component, type ComponentChild, type ComponentChildren } from 'preact'

/** How often what is said of the time that is left is looked at again, ms. */
const TICK_MS = 15_000

type Props = {
  /** ISO 8601. Absent: it is over. */
  until: string | undefined
  /** What stands here before. */
  note: () => ComponentChild
  children?: ComponentChildren
}

/** Its children, once a time has come. */
export class UntilThen extends Component<Props> {
  #timer: ReturnType<typeof setTimeout> | undefined

  get #left(): number {
    return Date.parse(this.props.until ?? '') - Date.now()
  }

  override componentDidMount(): void {
    this.#wait()
  }

  override componentDidUpdate(): void {
    this.#wait()
  }

  override componentWillUnmount(): void {
    clearTimeout(this.#timer)
  }

  #wait(): void {
    clearTimeout(this.#timer)
    const left = this.#left
    if (left > 0) this.#timer = setTimeout(() => this.forceUpdate(), Math.min(left, TICK_MS))
  }

  override render({ note, children }: Props) {
    return this.#left > 0 ? note() : children
  }
}
