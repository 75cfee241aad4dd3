import type { ChatError, Message } from '@chat/sdk'
import { createRef, render } from 'preact'
import { Announcer } from './announcer.js'
import { ConnectionTrouble } from './connection-trouble.js'
import { errorText } from './error-text.js'
import { plainText } from './format/plain-text.js'
import { LazyTools } from './lazy-tools.js'
import type { Actions } from './parts/actions.js'
import { ChatView } from './parts/chat-view.js'
import type { Words } from './parts/words.js'
import { PassingText } from './passing-text.js'
import { RoomController, type RoomControllerOptions } from './room-controller.js'
import { MessageWindow } from './message-window.js'
import { scrollToEnd } from './scroll-anchor.js'
import { Sight } from './sight.js'
import { Unread } from './unread.js'
import { createRoomView, type RoomView, type ViewSource } from './view-state.js'

/** Up to this many unread messages are drawn, so that one reads on from the first. */
const KEPT_UNREAD = 100

export type RoomScreenOptions = Omit<RoomControllerOptions, 'onChange'> & {
  root: ShadowRoot
  words: Words
  /** How much came that the visitor has not looked at is another number. */
  onUnread: (count: number) => void
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
  readonly #layer = createRef<HTMLDivElement>()
  readonly #onError: (error: ChatError) => void
  readonly #unread: Unread
  readonly #sight: Sight
  readonly #tools = new LazyTools(
    this.#layer,
    (layer) => ({
      root: this.#root,
      layer,
      controller: this.#controller,
      actions: this.#actions,
      words: () => this.#words,
      drawFrom: ({ seq }) => {
        this.#isAtEnd = false
        this.#window.reach(seq)
        this.#schedule()
      },
    }),
    () => this.#said.say(this.#words.locale.notLoaded),
  )
  #words: Words
  readonly #window = new MessageWindow()
  #isAtEnd = true
  #isLoadingOlder = false
  #editing: Message | undefined
  #replying: Message | undefined
  /** In the status line. */
  readonly #said = new PassingText(() => this.#schedule())
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
    this.#unread = new Unread(() => this.#schedule(), options.onUnread)
    this.#controller = new RoomController({
      ...options,
      onChange: () => this.#schedule(),
      onMessage: (message) => {
        this.#take(message)
        options.onMessage(message)
      },
      onStatus: (status) => {
        this.#trouble.follow(status)
        options.onStatus(status)
      },
      onError: (error) => this.#fail(error),
    })
    this.#sight = new Sight(options.root.host, () => this.#look())
    this.#trouble.follow(this.#controller.status)
    this.#draw()
  }

  get controller(): RoomController {
    return this.#controller
  }

  /** How many messages of others came that the visitor has not looked at. */
  get unread(): number {
    return this.#unread.news.count
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
    this.#said.stop()
    this.#tools.close()
    this.#sight.stop()
    this.#announcer.stop()
    this.#trouble.stop()
    this.#controller.close()
    render(null, this.#root)
  }

  readonly #actions: Actions = {
    setDraft: (text) => (this.#controller.draft = text),
    send: (text) => {
      const replyTo = this.#replying?.id
      this.#controller.draft = ''
      this.#reply(undefined)
      this.#unread.forget()
      this.#controller.send(text, replyTo).catch((error: ChatError) => {
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
    startReply: (message) => this.#reply(message),
    react: (id, emoji, on) => void this.#controller.react(id, emoji, on),
    withTools: (use, opener) => void this.#tools.use(use, opener),
    say: (text) => this.#said.say(text),
    setName: (name) => void this.#controller.chooseName(name),
    setTyping: (on) => this.#controller.setTyping(on),
    showOlder: () => void this.#showOlder(),
    reconnect: () => this.#controller.reconnect(),
    rejoin: () => this.#controller.rejoin(),
  }

  #take({ user, text, deleted, seq }: Message): void {
    if (user.id === this.#controller.user?.id || deleted) return
    if (!this.#isSeen) this.#unread.note(seq)
    this.#announcer.announce(this.#words.locale.sayOf(user.name, plainText(text)))
  }

  get #isSeen(): boolean {
    return this.#isAtEnd && this.#sight.isSeen
  }

  #look(): void {
    if (this.#isSeen) this.#unread.see()
  }

  #edit(message: Message | undefined): void {
    this.#editing = message
    this.#schedule()
  }

  #reply(message: Message | undefined): void {
    this.#editing = undefined
    this.#replying = message
    this.#schedule()
  }

  #fail(error: ChatError): void {
    if (this.#controller.status === 'closed') this.#closedBy = error
    this.#said.say(errorText(error, this.#words.locale))
    this.#onError(error)
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
    this.#look()
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
        said={this.#said.current}
        announcement={this.#announcer.text}
        draft={controller.draft}
        editing={this.#editing}
        replying={this.#replying}
        words={this.#words}
        actions={this.#actions}
        scrollerRef={this.#scroller}
        layerRef={this.#layer}
        onReading={this.#onReading}
      />,
      this.#root,
    )
    this.#tools.update()
  }

  /** The same array while the messages and the window are the same. */
  #shownMessages(messages: readonly Message[]): readonly Message[] {
    const { count } = this.#unread.news
    const mayTrim = this.#isAtEnd && (count === 0 || count > KEPT_UNREAD)
    const shown = this.#window.select(messages, mayTrim)
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
      unread: this.#unread.news,
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
    a.shown === b.shown &&
    a.unread === b.unread
  )
}
