import {
  ChatError,
  type AnswerOf,
  type Message,
  type Payload,
  type RequestName,
} from '@chat/protocol'
import { retryMs, type Random } from './backoff.js'
import { isTransient, toChatError } from './failure.js'
import { withResolvers } from './deferred.js'
import type { SendRequest } from './request.js'

/** A message on its way to the server. Plain data, but for the error. */
export type PendingMessage = {
  readonly id: string
  readonly text: string
  readonly replyTo?: string
  /** This device's clock, ISO 8601: for show only, never for order. */
  readonly createdAt: string
  /**
   * `queued`: waits for its turn or the connection. `sending`: asked. `held`: waits until a moderator has seen it.
   * `failed`: refused; `retry` or `discard` it.
   */
  readonly state: 'queued' | 'sending' | 'held' | 'failed'
  /** Why it failed, or why it is being tried again. */
  readonly error?: ChatError
}

type Item = {
  /** Asks the server once, and settles the caller's promise with the answer. */
  readonly ask: () => Promise<void>
  readonly reject: (error: ChatError) => void
  state: PendingMessage['state']
  /** For messages only. */
  message?: {
    shown: PendingMessage
    readonly promise: Promise<Message>
    readonly resolve: (message: Message) => void
    /** Where the server stored it, once it has said so; its event is on the way. */
    storedSeq?: number
  }
}

type Wiring = {
  room: string
  request: SendRequest
  /** Whether a request would go out now. */
  canSend: () => boolean
  /** A message that is in the room already. */
  findMessage: (id: string) => Message | undefined
  /** The server says that `message` is stored. */
  onStored: (message: Message) => void
  /** The server does not count us in. */
  onNotJoined: () => void
  onChange: () => void
  random: Random
}

/** What a room has to send: one at a time and in order, each until there is a definite answer. */
export class Outbox {
  readonly #wiring: Wiring
  #items: readonly Item[] = []
  #pending: readonly PendingMessage[] = []
  #active: Item | undefined
  #attempt = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(wiring: Wiring) {
    this.#wiring = wiring
  }

  /** Own messages that are not in the room yet, in order. */
  get pending(): readonly PendingMessage[] {
    return this.#pending
  }

  /** Resolves when the message is stored. The id of one that is under way joins it. */
  addMessage(message: Pick<PendingMessage, 'id' | 'text' | 'replyTo'>): Promise<Message> {
    const same = this.#find(message.id)
    if (same?.message && same.state !== 'failed') return same.message.promise
    if (same) this.#remove(same)
    const { promise, resolve, reject } = withResolvers<Message>()
    const shown = { ...message, createdAt: new Date().toISOString(), state: 'queued' as const }
    const own = { shown, promise, resolve }
    this.#add({ ask: () => this.#askToStore(own), reject, state: 'queued', message: own })
    return promise
  }

  /** Resolves when what is asked has been done. */
  add<N extends RequestName>(name: N, payload: Payload<N>): Promise<AnswerOf<N>> {
    const { promise, resolve, reject } = withResolvers<AnswerOf<N>>()
    const ask = async () => resolve(await this.#wiring.request(name, payload))
    this.#add({ ask, reject, state: 'queued' })
    return promise
  }

  /** Sends what is next, if anything is and may be. */
  pump(): void {
    if (this.#active || this.#timer || !this.#wiring.canSend()) return
    const next = this.#items.find(({ state }) => state === 'queued')
    if (next) void this.#send(next)
  }

  /** Goes on at once: what is waited for, slow mode for one, may have ended. */
  hurry(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.pump()
  }

  /** Puts a failed message at the end of the queue. */
  retry(id: string): void {
    const item = this.#find(id)
    if (item?.state !== 'failed') return
    this.#items = this.#items.filter((other) => other !== item)
    this.#set(item, 'queued')
    this.#add(item)
  }

  /** The server says, some time after it was asked, that it does not take a message. */
  refuse(id: string, error: ChatError): void {
    const item = this.#find(id)
    if (item && item.state !== 'failed') this.#refuse(item, error)
  }

  /** What became of held messages may go by unheard: they are sent again, which the server takes for the same. */
  doubt(): void {
    for (const item of this.#items) if (item.state === 'held') this.#set(item, 'queued')
  }

  /** Takes back a message that failed or waits; its promise rejects. */
  discard(id: string): void {
    const item = this.#find(id)
    if (!item || item.state === 'sending') return
    item.reject(new ChatError('unavailable', 'The message was discarded.'))
    this.#remove(item)
  }

  /** The room has come to `seq`, by these messages: those of ours are sent. */
  settle(messages: readonly Message[], seq: number): void {
    if (this.#items.length === 0) return
    const byId = new Map(messages.map((message) => [message.id, message]))
    const remaining = this.#items.filter(({ message }) => {
      if (!message) return true
      const arrived = byId.get(message.shown.id)
      if (arrived) message.resolve(arrived)
      return !arrived && (message.storedSeq === undefined || message.storedSeq > seq)
    })
    if (remaining.length < this.#items.length) this.#replace(remaining)
  }

  /** Nothing of this will be sent: messages stay as `failed`, everything else goes. */
  failAll(error: ChatError): void {
    for (const item of this.#items) if (item.state !== 'failed') this.#refuse(item, error)
  }

  /** Forgets everything; all promises reject. */
  dropAll(error: ChatError): void {
    clearTimeout(this.#timer)
    for (const { reject } of this.#items) reject(error)
    this.#replace([])
  }

  async #send(item: Item): Promise<void> {
    this.#active = item
    this.#set(item, 'sending')
    try {
      await item.ask()
      this.#attempt = 0
      if (!item.message) this.#remove(item)
    } catch (thrown) {
      this.#fail(item, toChatError(thrown))
    }
    this.#active = undefined
    this.pump()
  }

  async #askToStore(own: NonNullable<Item['message']>): Promise<void> {
    const { room, request, onStored } = this.#wiring
    const { id, text, replyTo } = own.shown
    const { message } = await request('message', {
      room,
      id,
      text,
      ...(replyTo !== undefined && { replyTo }),
    })
    own.storedSeq = message.seq
    own.resolve(message)
    onStored(message)
  }

  #fail(item: Item, error: ChatError): void {
    // Taken back, or given up, while it was under way.
    if (!this.#items.includes(item) || item.state !== 'sending') return
    const isOut = error.code === 'not_joined'
    if (isOut || isTransient(error)) return this.#postpone(item, error, isOut)
    if (error.code === 'held' && item.message) return this.#set(item, 'held')
    // Stored under an identity that was lost since: sent all the same.
    const { message } = item
    const sent = error.code === 'conflict' && message && this.#wiring.findMessage(message.shown.id)
    if (sent) this.settle([sent], sent.seq)
    else this.#refuse(item, error)
  }

  #postpone(item: Item, error: ChatError, isOut: boolean): void {
    const { canSend, onNotJoined, random } = this.#wiring
    // Where the connection is gone nothing is wrong with the request; the next connection sends it.
    if (!canSend()) return this.#set(item, 'queued')
    this.#timer = setTimeout(() => this.hurry(), retryMs(error, this.#attempt, random))
    this.#attempt += 1
    this.#set(item, 'queued', error)
    if (isOut) onNotJoined()
  }

  #refuse(item: Item, error: ChatError): void {
    item.reject(error)
    if (item.message) this.#set(item, 'failed', error)
    else this.#remove(item)
  }

  #find(id: string): Item | undefined {
    return this.#items.find(({ message }) => message?.shown.id === id)
  }

  #add(item: Item): void {
    this.#replace([...this.#items, item])
    this.pump()
  }

  #remove(item: Item): void {
    this.#replace(this.#items.filter((other) => other !== item))
  }

  #set(item: Item, state: Item['state'], error?: ChatError): void {
    item.state = state
    if (item.message) {
      const { error: _, ...shown } = item.message.shown
      item.message.shown = { ...shown, state, ...(error && { error }) }
    }
    this.#replace(this.#items)
  }

  #replace(items: readonly Item[]): void {
    this.#items = items
    this.#pending = items.flatMap(({ message }) => message?.shown ?? [])
    this.#wiring.onChange()
  }
}
