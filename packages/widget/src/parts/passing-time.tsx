import { Component } from 'preact'
import { whileTimePasses } from '../passing-time.js'
import type { TimeText } from '../time-text.js'

/** For how long the words for a time may be others before long, ms. */
const PASSING_MS = 48 * 60 * 60_000

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
    if (Date.now() - Date.parse(this.props.at) < PASSING_MS)
      this.#stop = whileTimePasses(() => this.forceUpdate())
  }

  override componentWillUnmount(): void {
    this.#stop?.()
  }

  override render({ at, time, isDay }: Props) {
    return (
      <time dir="auto" dateTime={at} title={time.full(at)}>
        {isDay ? time.day(at) : time.passing(at)}
      </time>
    )
  }
}
