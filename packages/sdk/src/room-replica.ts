import { ChatError, type AnswerOf, type Payload, type Push, type You } from '@chat/protocol'
import { withResolvers, type Deferred } from './deferred.js'
import { Outbox } from './outbox.js'
import { announceEvent, type EmitRoomEvent } from './room-events.js'
import { RoomHistory } from './room-history.js'
import { RoomMembers } from './room-members.js'
import type { RoomPort } from './room-port.js'
import { RoomRecovery } from './room-recovery.js'
import { keepIfEqual, type RoomSnapshot } from './room-snapshot.js'
import { transition, type RoomSignal, type RoomStatus } from './room-status.js'
import {
  applyAnswer,
  applyEvents,
  cut,
  EMPTY_TIMELINE,
  expectSeq,
  hold,
  prependPage,
  release,
  type RoomTimeline,
  type TimelineStep,
} from './room-timeline.js'
import { RoomTyping } from './room-typing.js'
import { applyNotice, AS_EVERYBODY, byOwnClock, keepYou, refusalBy } from './you.js'

type Wiring = {
  name: string
  port: RoomPort
  emit: EmitRoomEvent
  /** The snapshot is another one. */
  onChange: () => void
}

/** The copy of a room that this client holds, and everything that keeps it true. */
export class RoomReplica {
  readonly outbox: Outbox
  readonly typing: RoomTyping
  readonly #wiring: Wiring
  readonly #recovery: RoomRecovery
  readonly #history: RoomHistory
  #status: RoomStatus = 'idle'
  #error: ChatError | undefined
  #timeline: RoomTimeline = EMPTY_TIMELINE
  readonly #members = new RoomMembers()
  #joined: Deferred<void> | undefined
  #how: Pick<Payload<'join'>, 'limit' | 'password'> = {}
  #you: You = AS_EVERYBODY
  #snapshot: RoomSnapshot
  #isUpdating = false

  constructor(wiring: Wiring) {
    const { name, port } = wiring
    const { request, random } = port
    this.#wiring = wiring
    const onChange = () => this.#update(() => {})
    this.typing = new RoomTyping({ send: port.sendTyping, onChange })
    this.outbox = new Outbox({
      room: name,
      request,
      random,
      onChange,
      canSend: () => this.#recovery.isIn && port.isConnected(),
      findMessage: (id) => this.#timeline.messages.findLast((message) => message.id === id),
      onStored: (message) => {
        const { seq, at } = message
        this.handleEvents({ events: [{ type: 'message', seq, at, message }] })
      },
      onNotJoined: () => {
        this.handleDisconnect()
        this.handleConnect()
      },
    })
    this.#history = new RoomHistory({
      before: () => this.#timeline.messages[0]?.seq,
      ask: (limit) => request('history', this.#pagePayload(limit)),
      onPage: (page, changes) =>
        this.#update(() => {
          this.#timeline = prependPage(this.#timeline, page, changes)
        }),
    })
    this.#recovery = new RoomRecovery({
      random,
      ask: (question) => this.#ask(question),
      onAnswer: (answer) => this.#take(answer),
      onNoAnswer: () => {
        this.#members.release(this.#maxListed)
        this.#apply(release(this.#timeline))
      },
      onRefused: (error) => this.refuse(error),
      isBehind: () => this.#members.isIncomplete || this.#timeline.head > this.#timeline.seq,
    })
    this.#snapshot = this.#makeSnapshot()
  }

  get snapshot(): RoomSnapshot {
    return this.#snapshot
  }

  /** Whether the server counts us in, or may do so any moment. */
  get mayBeIn(): boolean {
    return this.#recovery.mayBeIn
  }

  /** Resolves when joined and up to date. Rejects on a definite refusal, or when the room is left. */
  join(how: Pick<Payload<'join'>, 'limit' | 'password'>): Promise<void> {
    if (this.#status === 'joined') return Promise.resolve()
    this.#how = { ...this.#how, ...how }
    this.#joined ??= withResolvers()
    const { promise } = this.#joined
    this.#update(() => {
      this.#error = undefined
      this.#signal('join')
    })
    this.handleConnect()
    return promise
  }

  /** Gets an older page, where there is one. */
  async loadOlder(limit: number | undefined): Promise<void> {
    if (this.#timeline.hasOlder) await this.#history.load(limit)
  }

  /**
   * There is a connection, or it may be dead, or something may have been missed while this device slept. A room that
   * nobody asked for, or that put us out, is not entered by that.
   */
  handleConnect(): void {
    const isWanted = /joining|joined|recovering/.test(this.#status)
    if (isWanted && this.#wiring.port.isConnected()) this.#recovery.ask()
  }

  handleDisconnect(): void {
    this.#recovery.cut()
    this.#timeline = cut(this.#timeline)
    this.#update(() => {
      this.typing.clear()
      this.outbox.doubt()
      this.#signal('cut')
    })
  }

  handleEvents({ events }: Pick<Push<'events'>, 'events'>): void {
    this.#apply(applyEvents(this.#timeline, events))
  }

  handlePresence(push: Push<'presence'>): void {
    this.#timeline = expectSeq(this.#timeline, push.seq)
    this.#update(() => this.#members.apply(push, this.#maxListed))
    this.#recovery.check()
  }

  handleTyping({ users }: Push<'typing'>): void {
    this.typing.receive(users, this.#wiring.port.user()?.id)
  }

  handleModeration(push: Push<'moderation'>): void {
    this.#wiring.emit('moderation', push)
  }

  handleNotice(notice: Push<'notice'>): void {
    const { code, message, id } = notice
    const refusal = refusalBy(notice)
    this.#update(() => (this.#you = applyNotice(this.#you, notice)))
    this.#wiring.emit('notice', notice)
    if (refusal) this.refuse(refusal)
    else if (code === 'refused' && id) this.outbox.refuse(id, new ChatError('refused', message))
  }

  /** A push could not be read: what it said is missing. */
  handleMalformed(): void {
    this.#recovery.doubt()
  }

  /** The server will not have us: nothing goes on until the app joins again. */
  refuse(error: ChatError): void {
    this.#end('refused', error)
    this.outbox.failAll(error)
  }

  /** Over, for the reason given: all that waits rejects with it. */
  leave(error: ChatError): void {
    this.#end('leave', error)
    this.outbox.dropAll(error)
  }

  #end(signal: 'refused' | 'leave', error: ChatError): void {
    this.handleDisconnect()
    this.#error = signal === 'refused' ? error : undefined
    this.#update(() => this.#signal(signal))
    this.#joined?.reject(error)
    this.#joined = undefined
  }

  #ask(question: 'join' | 'sync'): Promise<AnswerOf<'join'>> {
    const { name, port } = this.#wiring
    const { epoch, seq } = this.#timeline
    this.#timeline = hold(this.#timeline)
    this.#members.hold()
    const { limit, password } = this.#how
    if (question === 'sync' && epoch !== undefined) {
      return port.request(question, { room: name, after: seq, epoch })
    }
    const from = epoch === undefined ? { ...(limit && { limit }) } : { after: seq, epoch }
    return port.request('join', { room: name, ...from, ...(password && { password }) })
  }

  #take(answer: AnswerOf<'join'>): void {
    const isSnapshot = 'messages' in answer
    const isReset = isSnapshot && this.#timeline.epoch !== undefined
    const { timeline, applied } = applyAnswer(this.#timeline, answer)
    const { room, you } = answer
    this.#update(() => {
      const isReturn = room.epoch === this.#timeline.epoch
      this.#members.replace(answer.members, this.#maxListed, isReturn)
      this.#timeline = timeline
      this.#you = keepYou(this.#you, you && byOwnClock(you, this.#wiring.port.serverNow()))
      if (isSnapshot) {
        this.#history.reset()
        this.outbox.settle(timeline.messages, isReset ? Infinity : timeline.seq)
        this.outbox.doubt()
      }
      this.#error = undefined
      this.#signal('admitted')
    })
    if (isReset) this.#wiring.emit('reset', this.#snapshot)
    this.#apply({ timeline, applied })
    this.#joined?.resolve()
    this.#joined = undefined
    this.outbox.pump()
  }

  #apply({ timeline, applied }: TimelineStep): void {
    const messages = applied.flatMap((event) => (event.type === 'message' ? event.message : []))
    this.#update(() => {
      this.#timeline = timeline
      this.#history.observe(applied)
      this.outbox.settle(messages, timeline.seq)
      for (const { user } of messages) this.typing.remove(user.id)
    })
    for (const event of applied) {
      // A listener may have left the room meanwhile.
      if (this.#status !== 'left') announceEvent(event, this.#wiring.emit)
      if (event.type === 'settings') this.outbox.hurry()
    }
    this.#recovery.check()
  }

  get #maxListed(): number {
    return this.#wiring.port.limits().memberList
  }

  #pagePayload(limit: number | undefined): Payload<'history'> {
    const { messages, seq } = this.#timeline
    return {
      room: this.#wiring.name,
      before: messages[0]?.seq ?? seq + 1,
      ...(limit !== undefined && { limit }),
    }
  }

  #signal(signal: RoomSignal): void {
    this.#status = transition(this.#status, signal)
  }

  /** Makes one snapshot of however many changes, then tells of what differs. */
  #update(change: () => void): void {
    if (this.#isUpdating) return change()
    this.#isUpdating = true
    change()
    this.#isUpdating = false
    const before = this.#snapshot
    const now = keepIfEqual(before, this.#makeSnapshot())
    if (now === before) return
    this.#snapshot = now
    const { emit, onChange } = this.#wiring
    onChange()
    if (now.status !== before.status) {
      const { status: current, error } = now
      emit('status', { current, previous: before.status, ...(error && { error }) })
    }
    if (now.members !== before.members) emit('members', now.members)
    if (now.typing !== before.typing) emit('typing', now.typing)
  }

  #makeSnapshot(): RoomSnapshot {
    const { messages, settings, hasOlder, seq } = this.#timeline
    return {
      status: this.#status,
      ...(this.#error && { error: this.#error }),
      messages,
      pending: this.outbox.pending,
      members: this.#members.current,
      typing: this.typing.users,
      settings,
      you: this.#you,
      hasOlder,
      seq,
    }
  }
}
