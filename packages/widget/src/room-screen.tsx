import type { ChatError, Message } from '@chat/sdk'
import { createRef, render } from 'preact'
import { Announcer } from './announcer.js'
import { answeringText } from './answering-text.js'
import { ConnectionTrouble } from './connection-trouble.js'
import { errorText } from './error-text.js'
import { plainText } from './format/plain-text.js'
import { LazyTools } from './lazy-tools.js'
import type { Actions } from './parts/actions.js'
import { ChatView } from './parts/chat-view.js'
import type { Words } from './parts/words.js'
import { PassingText } from './passing-text.js'
import { Reading } from './reading.js'
import { RoomController } from './room-controller.js'
import type { RoomScreenOptions } from './room-screen-options.js'
import { MessageWindow } from './message-window.js'
import { scrollToEnd } from './scroll-anchor.js'
import { ViewCache } from './view-cache.js'
import type { RoomView } from './view-state.js'

/** News are not drawn more often: each time all is laid out and painted, and nobody reads as fast, ms. */
const REST_MS = 90

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
  readonly #reading: Reading
  readonly #tools = new LazyTools(
    this.#layer,
    (layer) => ({
      root: this.#root,
      layer,
      controller: this.#controller,
      actions: this.#actions,
      words: () => this.#words,
      drawFrom: ({ seq }) => {
        this.#reading.isAtEnd = false
        this.#window.reach(seq)
        this.#schedule()
      },
    }),
    () => this.#said.say(this.#words.locale.notLoaded),
  )
  #words: Words
  readonly #window = new MessageWindow()
  #isLoadingOlder = false
  #editing: Message | undefined
  readonly #said = new PassingText(() => this.#schedule())
  #closedBy: ChatError | undefined
  readonly #views = new ViewCache()
  #isTrimming = false
  #isScheduled = false
  #isClosed = false
  #drawnAt = 0
  #rest: ReturnType<typeof setTimeout> | undefined

  /** @throws ChatError `invalid_room` */
  constructor(options: RoomScreenOptions) {
    this.#root = options.root
    this.#words = options.words
    this.#onError = options.onError
    this.#controller = new RoomController({
      ...options,
      onChange: (isNews) => this.#schedule(isNews),
      onReady: (user) => {
        this.#reading.recall()
        this.#schedule()
        options.onReady(user)
      },
      onMessage: (message) => {
        this.#take(message)
        options.onMessage(message)
      },
      onStatus: (status) => {
        this.#trouble.follow(status)
        options.onStatus(status)
      },
      onError: (error) => this.#fail(error),
      onSay: (say) => this.#said.say(say(this.#words.locale)),
    })
    // Only where there is a room: it listens to the page.
    this.#reading = new Reading({
      element: options.root.host,
      controller: this.#controller,
      onChange: () => this.#schedule(),
      onUnread: options.onUnread,
      onMissed: (seq) => this.#window.reach(seq),
    })
    this.#trouble.follow(this.#controller.status)
    this.#draw()
  }

  get controller(): RoomController {
    return this.#controller
  }

  /** How many messages of others came that the visitor has not looked at. */
  get unread(): number {
    return this.#reading.news.count
  }

  set words(words: Words) {
    this.#words = words
    this.#schedule()
  }

  scrollToLatest(): void {
    this.#window.follow(this.#controller.snapshot.messages)
    this.#draw()
    scrollToEnd(this.#scroller.current)
  }

  /** Shows the message, loading what is older until it is there. Resolves with whether it is shown. */
  async showMessage(id: string, isFocused: boolean): Promise<boolean> {
    await this.#controller.joined
    return (await this.#tools.use((tools) => tools.goTo(id, isFocused))) ?? false
  }

  /** Keeps how far the visitor has read, for when they come back. */
  keepPlace(): void {
    this.#reading.keepPlace()
  }

  close(): void {
    this.#isClosed = true
    this.#reading.stop()
    this.#said.stop()
    this.#tools.close()
    this.#announcer.stop()
    this.#trouble.stop()
    this.#controller.close()
    render(null, this.#root)
  }

  readonly #actions: Actions = {
    setDraft: (text) => (this.#controller.draft = text),
    send: (text) => {
      const { replyTo } = this.#controller
      this.#controller.draft = this.#controller.replyTo = ''
      this.#reading.forget()
      this.#controller.send(text, replyTo || undefined).catch((error: ChatError) => {
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
    startReply: (message) => {
      this.#edit(undefined)
      this.#controller.replyTo = message?.id ?? ''
      this.#root.querySelector<HTMLElement>('.composer textarea')?.focus()
    },
    react: (id, emoji, on) => void this.#controller.react(id, emoji, on),
    withTools: (use, opener) => void this.#tools.use(use, opener),
    say: (text) => this.#said.say(text),
    setName: (name) => void this.#controller.chooseName(name),
    setTyping: (on) => this.#controller.setTyping(on),
    showOlder: () => void this.#showOlder(),
    showNewer: () => {
      this.#window.extendDown(this.#controller.snapshot.messages)
      this.#schedule()
    },
    showLatest: () => this.scrollToLatest(),
    reconnect: () => this.#controller.reconnect(),
    rejoin: (password) => this.#controller.rejoin(password),
  }

  #take({ user, text, deleted, seq }: Message): void {
    if (user.id === this.#controller.user?.id || deleted) return
    this.#reading.note(seq)
    this.#announcer.announce(this.#words.locale.sayOf(user.name, plainText(text)))
  }

  #edit(message: Message | undefined): void {
    this.#editing = message
    this.#schedule()
  }

  #fail(error: ChatError): void {
    if (this.#controller.status === 'closed') this.#closedBy = error
    // What stands in place of the room says it already.
    if (this.#controller.snapshot.error !== error)
      this.#said.say(errorText(error, this.#words.locale))
    this.#onError(error)
  }

  // Rows that are loaded already come first; then the server is asked.
  async #showOlder(): Promise<void> {
    const { messages, hasOlder } = this.#controller.snapshot
    if (this.#window.extend(messages, this.#reading.isAtEnd)) return this.#schedule()
    if (!hasOlder || this.#isLoadingOlder || this.#controller.status !== 'connected') return
    this.#isLoadingOlder = true
    const isLoaded = await this.#controller.loadOlder()
    this.#isLoadingOlder = false
    if (isLoaded) this.#schedule()
  }

  // Back at the end, rows far above need not be drawn any more. Pages that were loaded stay loaded.
  readonly #onReading = (isAtEnd: boolean) => {
    this.#reading.isAtEnd = isAtEnd
    this.#reading.look()
    if (isAtEnd) this.#schedule()
  }

  /** Draws once, whatever happens in this turn of the event loop; news that follow close on a drawing together, a little later. */
  #schedule(isNews?: boolean): void {
    if (this.#isScheduled) return
    const rest = isNews ? this.#drawnAt + REST_MS - performance.now() : 0
    if (rest > 0) return void (this.#rest ??= setTimeout(() => this.#schedule(), rest))
    this.#isScheduled = true
    queueMicrotask(() => {
      this.#isScheduled = false
      if (!this.#isClosed) this.#reading.follow()
      this.#draw()
    })
  }

  // Where rows above go while others come, Chromium says of those between that they moved: what comes waits for a frame.
  #trim(): void {
    this.#isTrimming = true
    requestAnimationFrame(() => {
      this.#isScheduled = true
      requestAnimationFrame(() => {
        if (this.#reading.mayTrim) this.#draw(this.#views.shorten(this.#window))
        setTimeout(() => {
          this.#isTrimming = this.#isScheduled = false
          this.#schedule()
        })
      })
    })
  }

  #draw(view = this.#view): void {
    if (this.#isClosed || this.#words.isLoading) return
    this.#drawnAt = performance.now()
    clearTimeout(this.#rest)
    this.#rest = undefined
    const controller = this.#controller
    render(
      <ChatView
        room={controller.roomName}
        view={view}
        user={controller.user}
        waiting={controller.waiting}
        limits={controller.limits}
        trouble={this.#trouble.current}
        said={this.#said.current}
        announcement={this.#announcer.text}
        draft={controller.draft}
        editing={this.#editing}
        answering={answeringText(controller, this.#words.locale)}
        words={this.#words}
        actions={this.#actions}
        scrollerRef={this.#scroller}
        layerRef={this.#layer}
        onReading={this.#onReading}
      />,
      this.#root,
    )
    this.#tools.update()
    if (!this.#isTrimming && this.#reading.mayTrim && this.#views.isLong(this.#window)) this.#trim()
  }

  get #view(): RoomView {
    const { snapshot, status, user, unsentElsewhere, refusedBy } = this.#controller
    const { isAtEnd, mayTrim, news } = this.#reading
    this.#window.followWriter(snapshot)
    return this.#views.get({
      snapshot,
      status,
      user,
      closedBy: status === 'closed' ? this.#closedBy : refusedBy,
      unsentElsewhere,
      shown: this.#window.select(snapshot.messages, isAtEnd, mayTrim),
      unread: news,
    })
  }
}
