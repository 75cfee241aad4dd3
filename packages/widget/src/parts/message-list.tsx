import { Component, createRef, type RefObject } from 'preact'
import {
  captureReadingPlace,
  isAtEnd,
  restoreReadingPlace,
  scrollToEnd,
  type ReadingPlace,
} from '../scroll-anchor.js'
import type { Row, RoomView } from '../view-state.js'
import type { Actions } from './actions.js'
import { DayDivider } from './day-divider.js'
import { DownIcon } from './icons.js'
import { MessageItem } from './message-item.js'
import { PendingItem } from './pending-item.js'
import type { Words } from './words.js'

/** How near to the first or last row more are asked for, CSS pixels. */
const NEAR_PX = 300

type Props = {
  view: RoomView
  words: Words
  actions: Actions
  /** What scrolls. */
  scrollerRef: RefObject<HTMLDivElement | null>
  /** Tells whether the reader is at the end, where old rows may go. */
  onReading: (isAtEnd: boolean) => void
}
type State = { isAway: boolean }

/** The messages: keeps the reader where they are while rows come and go. */
export class MessageList extends Component<Props, State> {
  override state: State = { isAway: false }
  readonly #rows = createRef<HTMLDivElement>()
  #resize: ResizeObserver | undefined
  #wasAtEnd = true
  /** The size at which the reader was last put where they belong. */
  #settledSize = ''

  override componentDidMount(): void {
    const scroller = this.props.scrollerRef.current
    if (!scroller || !this.#rows.current) return
    // The first messages, a composer that grows, a keyboard that opens, text that wraps anew: the end stays in view.
    this.#resize = new ResizeObserver(() => {
      // Not where they were further up: a list that is hidden has no size, and its end is in view.
      if (this.#wasAtEnd) {
        this.#follow(scroller)
        this.#settle(scroller)
        // What is drawn here would be another size for the observer, of which the page would be told as an error.
        requestAnimationFrame(() => this.#fill())
      } else this.#settledSize = this.#size
    })
    this.#resize.observe(scroller)
    this.#resize.observe(this.#rows.current)
  }

  override componentWillUnmount(): void {
    this.#resize?.disconnect()
  }

  override getSnapshotBeforeUpdate(before: Props): ReadingPlace | undefined {
    const scroller = this.props.scrollerRef.current
    if (!scroller || before.view.rows === this.props.view.rows || this.#isAtEnd(scroller)) return
    return captureReadingPlace(scroller, this.#rows.current?.children ?? [])
  }

  override componentDidUpdate(before: Props, _state: State, place?: ReadingPlace): void {
    const scroller = this.props.scrollerRef.current
    const { rows, unreadCount } = this.props.view
    const rowsBefore = before.view.rows
    if (!scroller || rowsBefore === rows) return
    // The first are laid out by their frame, in a task of its own: nobody reads yet, and the observer sees to the rest.
    if (rowsBefore.length === 0 && unreadCount === 0) return
    if (hasNewPending(rowsBefore, rows)) scrollToEnd(scroller)
    else if (place) restoreReadingPlace(scroller, place)
    else this.#follow(scroller)
    this.#settle(scroller)
    this.#fill()
  }

  override render({ view, words, actions }: Props, { isAway }: State) {
    const { locale } = words
    const newCount = view.unreadCount
    return (
      <div class="list" part="list">
        <div
          class="scroller"
          ref={this.props.scrollerRef}
          role="log"
          aria-live="off"
          aria-label={locale.messages}
          tabIndex={0}
          onScroll={this.#onScroll}
        >
          {view.rows.length === 0 && view.phase === 'ready' && (
            <div class="empty" part="empty">
              <slot name="empty">
                <strong>{locale.empty}</strong>
                <span>{locale.emptyHint}</span>
              </slot>
            </div>
          )}
          <div class="rows" ref={this.#rows}>
            {/* Within, so that what it stands above does not move as a whole. */}
            {view.hasMoreAbove && (
              <div key="older" class="older">
                {locale.loadingOlder}
              </div>
            )}
            {view.rows.map((row) => renderRow(row, words, actions))}
          </div>
        </div>
        {isAway && (
          <button class="latest" part="latest" type="button" onClick={actions.showLatest}>
            <DownIcon />
            {newCount > 0 ? (
              locale.newMessages(newCount)
            ) : (
              <span class="unseen">{locale.latest}</span>
            )}
          </button>
        )}
      </div>
    )
  }

  /** Also where the end is out of view only because a size changed, which the observer is about to see to. */
  #isAtEnd(scroller: Element): boolean {
    const isUnsettled = this.#wasAtEnd && this.#size !== this.#settledSize
    return !this.props.view.hasMoreBelow && (isUnsettled || isAtEnd(scroller))
  }

  get #size(): string {
    return `${this.props.scrollerRef.current?.clientHeight} ${this.#rows.current?.clientHeight}`
  }

  /** The reader has been put where they belong. */
  #settle(scroller: Element): void {
    this.#settledSize = this.#size
    this.#noteReading(this.#isAtEnd(scroller))
  }

  readonly #onScroll = () => {
    const scroller = this.props.scrollerRef.current
    if (!scroller) return
    this.#noteReading(this.#isAtEnd(scroller))
    this.#fill()
  }

  #noteReading(isNowAtEnd: boolean): void {
    if (isNowAtEnd === this.#wasAtEnd) return
    this.#wasAtEnd = isNowAtEnd
    this.setState({ isAway: !isNowAtEnd })
    this.props.onReading(isNowAtEnd)
  }

  /** To the end, but not past what somebody who looked away has not seen. */
  #follow(scroller: Element): void {
    scrollToEnd(scroller)
    const first = this.props.view.unreadCount > 0 && scroller.querySelector('.unread')
    if (!first) return
    const { top } = first.getBoundingClientRect()
    scroller.scrollTop -= Math.max(0, scroller.getBoundingClientRect().top - top)
  }

  #fill(): void {
    const scroller = this.props.scrollerRef.current
    if (!scroller) return
    const { view, actions } = this.props
    const { scrollTop, scrollHeight, clientHeight } = scroller
    // Hidden, it would never be full.
    if (view.hasMoreAbove && scrollTop < NEAR_PX && clientHeight) actions.showOlder()
    else if (view.hasMoreBelow && scrollHeight - scrollTop - clientHeight < NEAR_PX)
      actions.showNewer()
  }
}

function renderRow(row: Row, words: Words, actions: Actions) {
  switch (row.type) {
    case 'day':
      return <DayDivider key={row.key} at={row.at} words={words} />
    case 'unread':
      return (
        <div key={row.key} class="day unread" part="unread">
          {words.locale.unread}
        </div>
      )
    case 'message':
      return <MessageItem key={row.key} row={row} words={words} actions={actions} />
    case 'pending':
      return <PendingItem key={row.key} row={row} words={words} actions={actions} />
  }
}

function hasNewPending(before: readonly Row[], now: readonly Row[]): boolean {
  const last = now.at(-1)
  return last?.type === 'pending' && !before.some(({ key }) => key === last.key)
}
