import type { ChatError, Message } from '@chat/sdk'
import { createRef, render } from 'preact'
import { Announcer } from './announcer.js'
import { ConnectionTrouble } from './connection-trouble.js'
import { errorText } from './error-text.js'
import { plainText } from './format/plain-text.js'
import type { Actions } from './parts/actions.js'
import { ChatView } from './parts/chat-view.js'
import type { Words } from './parts/words.js'
import { RoomController, type RoomControllerOptions } from './room-controller.js'
import { MessageWindow } from './message-window.js'
import { scrollToEnd } from './scroll-anchor.js'
import { createRoomView, type RoomView, type ViewSource } from './view-state.js'

/** How long a failure stays in the status line, ms. */
const FAILURE_MS = 6_000

export type RoomScreenOptions = Omit<RoomControllerOptions, 'onChange'> & {
  root: ShadowRoot
  words: Words
}

/** A room drawn into a shadow root: what is shown, and what the visitor does with it. */
export class RoomScreen {
  readonly #root: ShadowRoot
  readonly #controller: RoomController
  readonly #announcer = new Announcer(
    () => this.#schedule(),
    (count) => this.#words.locale.newMessages(count),
  )
  readonly #trouble = new ConnectionTrouble(() => this.#schedule())
  readonly #scroller = createRef<HTMLDivElement>()
  readonly #onError: (error: ChatError) => void
  #words: Words
  readonly #window = new MessageWindow()
  #isAtEnd = true
  #isLoadingOlder = false
  #editing: Message | undefined
  #failure: string | undefined
  #failureTimer: ReturnType<typeof setTimeout> | undefined
  #closedBy: ChatError | undefined
  #view: RoomView | undefined
  #viewSource: ViewSource | undefined
  #isScheduled = false
  #isClosed = false

  /** @throws ChatError `invalid_room` */
  constructor(options: RoomScreenOptions) {
    this.#root = options.root
    this.#words = options.words
    this.#onError = options.onError
    this.#controller = new RoomController({
      ...options,
      onChange: () => this.#schedule(),
      onMessage: (message) => {
        this.#announce(message)
        options.onMessage(message)
      },
      onStatus: (status) => {
        this.#trouble.follow(status)
        options.onStatus(status)
      },
      onError: (error) => this.#fail(error),
    })
    this.#trouble.follow(this.#controller.status)
    this.#draw()
  }

  get controller(): RoomController {
    return this.#controller
  }

  set words(words: Words) {
    this.#words = words
    this.#schedule()
  }

  scrollToLatest(): void {
    scrollToEnd(this.#scroller.current)
  }

  close(): void {
    this.#isClosed = true
    clearTimeout(this.#failureTimer)
    this.#announcer.stop()
    this.#trouble.stop()
    this.#controller.close()
    render(null, this.#root)
  }

  readonly #actions: Actions = {
    setDraft: (text) => (this.#controller.draft = text),
    send: (text) => {
      this.#controller.draft = ''
      this.#controller.send(text).catch((error: ChatError) => {
        // One that the server refused is shown with the message itself; one that never was a message only here.
        const { pending } = this.#controller.snapshot
        if (pending.some(({ error: shown }) => shown === error)) this.#onError(error)
        else if (error.code === 'invalid_payload' || error.code === 'too_long') {
          this.#controller.draft ||= text
          this.#fail(error)
        }
      })
    },
    retry: (id) => this.#controller.retry(id),
    discard: (id) => this.#controller.discard(id),
    startEdit: (message) => this.#edit(message),
    cancelEdit: () => this.#edit(undefined),
    saveEdit: (text) => {
      const message = this.#editing
      this.#edit(undefined)
      if (message && text.trim() !== message.text) void this.#controller.edit(message.id, text)
    },
    delete: (id) => void this.#controller.delete(id),
    setName: (name) => void this.#controller.chooseName(name),
    setTyping: (on) => this.#controller.setTyping(on),
    showOlder: () => void this.#showOlder(),
    reconnect: () => this.#controller.reconnect(),
    rejoin: () => this.#controller.rejoin(),
  }

  #announce({ user, text, deleted }: Message): void {
    if (user.id === this.#controller.user?.id || deleted) return
    this.#announcer.announce(this.#words.locale.sayOf(user.name, plainText(text)))
  }

  #edit(message: Message | undefined): void {
    this.#editing = message
    this.#schedule()
  }

  #fail(error: ChatError): void {
    if (this.#controller.status === 'closed') this.#closedBy = error
    this.#failure = errorText(error, this.#words.locale)
    clearTimeout(this.#failureTimer)
    this.#failureTimer = setTimeout(() => {
      this.#failure = undefined
      this.#schedule()
    }, FAILURE_MS)
    this.#onError(error)
    this.#schedule()
  }

  // Rows that are loaded already come first; then the server is asked.
  async #showOlder(): Promise<void> {
    const { messages, hasOlder } = this.#controller.snapshot
    if (this.#window.extend(messages)) {
      this.#schedule()
      return
    }
    if (!hasOlder || this.#isLoadingOlder || this.#controller.status !== 'connected') return
    this.#isLoadingOlder = true
    this.#window.open()
    const isLoaded = await this.#controller.loadOlder()
    this.#isLoadingOlder = false
    if (isLoaded) this.#schedule()
  }

  // Back at the end, rows far above need not be drawn any more. Pages that were loaded stay loaded.
  readonly #onReading = (isAtEnd: boolean) => {
    this.#isAtEnd = isAtEnd
    if (isAtEnd) this.#schedule()
  }

  /** Draws once, whatever happens in this turn of the event loop. */
  #schedule(): void {
    if (this.#isScheduled || this.#isClosed) return
    this.#isScheduled = true
    queueMicrotask(() => {
      this.#isScheduled = false
      if (!this.#isClosed) this.#draw()
    })
  }

  #draw(): void {
    if (this.#words.isLoading) return
    const controller = this.#controller
    render(
      <ChatView
        room={controller.roomName}
        view={this.#currentView()}
        user={controller.user}
        limits={controller.limits}
        trouble={this.#trouble.current}
        failure={this.#failure}
        announcement={this.#announcer.text}
        draft={controller.draft}
        editing={this.#editing}
        words={this.#words}
        actions={this.#actions}
        scrollerRef={this.#scroller}
        onReading={this.#onReading}
      />,
      this.#root,
    )
  }

  /** The same array while the messages and the window are the same. */
  #shownMessages(messages: readonly Message[]): readonly Message[] {
    const shown = this.#window.select(messages, this.#isAtEnd)
    const before = this.#viewSource?.shown
    const isSame = before?.length === shown.length && shown.every((each, i) => each === before[i])
    return isSame ? before : shown
  }

  /** The same object until something of it is another, so that the list can tell. */
  #currentView(): RoomView {
    const { snapshot, status, user } = this.#controller
    const source: ViewSource = {
      snapshot,
      status,
      user,
      closedBy: this.#closedBy,
      unsentElsewhere: this.#controller.unsentElsewhere,
      shown: this.#shownMessages(snapshot.messages),
    }
    const before = this.#viewSource
    if (!this.#view || !before || !isSameSource(before, source)) {
      this.#view = createRoomView(source)
      this.#viewSource = source
    }
    return this.#view
  }
}

function isSameSource(a: ViewSource, b: ViewSource): boolean {
  return (
    a.snapshot === b.snapshot &&
    a.status === b.status &&
    a.user === b.user &&
    a.closedBy === b.closedBy &&
    a.unsentElsewhere === b.unsentElsewhere &&
    a.shown === b.shown
  )
}
