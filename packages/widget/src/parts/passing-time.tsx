import { Component } from 'preact'
import { whileTimePasses } from '../passing-time.js'
import { isNearDay, isRecent, type TimeText } from '../time-text.js'

type Props = {
  at: string
  time: TimeText
  /** As the line between days has it: the day, not the time of the day. */
  isDay?: boolean
}

/** A time in words that stay true while it passes. */
export class PassingTime extends Component<Props> {
  #stop: (() => void) | undefined

  override componentDidMount(): void {
    const follow = () => {
      this.forceUpdate()
      if (!this.#isPassing) this.#stop?.()
    }
    if (this.#isPassing) this.#stop = whileTimePasses(follow)
  }

  override componentWillUnmount(): void {
    this.#stop?.()
  }

  /** Whether the words are others before long. */
  get #isPassing(): boolean {
    const { at, isDay } = this.props
    return isDay ? isNearDay(at) : isRecent(at)
  }

  override render({ at, time, isDay }: Props) {
    return (
      <time dir="auto" dateTime={at} title={time.full(at)}>
        {isDay ? time.day(at) : time.passing(at)}
      </time>
    )
  }
}
