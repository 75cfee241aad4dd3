import {
  applyChange,
  type Answer,
  type AnswerOf,
  type ErrorCode,
  type Limits,
  type MessageChange,
  type Payload,
  type RequestName,
  type RoomEvent,
  type User,
} from '@chat/protocol'
import type { FakeLog, NewEvent } from './fake-log.js'

export type FakeRequest = {
  [N in RequestName]: { name: N; payload: Payload<N>; user: User }
}[RequestName]

type RoomRequest = Exclude<FakeRequest, { name: 'name' }>
type SomeAnswer = Answer<
  Partial<AnswerOf<'message'>> | AnswerOf<'join'> | AnswerOf<'history'> | Record<never, never>
>

/** What a request is answered, and the event that it put into the log. */
export type FakeOutcome = { answer: SomeAnswer; event?: RoomEvent }

/** What a real server would answer to a request about a room that the connection is in. */
export function answerRequest(log: FakeLog, request: RoomRequest, limits: Limits): FakeOutcome {
  const { name, payload, user } = request
  switch (name) {
    case 'join': {
      const { after, epoch, limit = limits.historyPage } = payload
      const isNew = after === undefined
      return isNew ? ok(log.snapshot(limit)) : ok(log.after(after, epoch, limits))
    }
    case 'sync':
      return ok(log.after(payload.after, payload.epoch, limits))
    case 'history':
      return ok(log.history(payload.before, payload.limit ?? limits.historyPage))
    case 'leave':
    case 'typing':
    case 'report':
    case 'moderate':
      return ok({})
    case 'review':
      return ok({ entries: [], hasMore: false })
    case 'message':
      return store(log, payload, user)
    case 'edit':
      return change(log, { type: 'edit', id: payload.id, text: payload.text, user })
    case 'delete':
      return change(log, { type: 'delete', id: payload.id, user })
    case 'react': {
      const { id, emoji, on } = payload
      return change(log, { type: 'reaction', id, emoji, on, user })
    }
  }
}

function store(log: FakeLog, payload: Payload<'message'>, user: User): FakeOutcome {
  const { id = crypto.randomUUID(), text, replyTo } = payload
  const stored = log.messages.find((message) => message.id === id)
  if (stored && stored.user.id !== user.id) return no('conflict')
  if (stored) return ok({ message: stored })
  const event = log.appendMessage(user, text, id, replyTo)
  return ok({ message: event.message }, event)
}

function change(log: FakeLog, wanted: Extract<NewEvent, { type: MessageChange['type'] }>) {
  const before = log.messages.find(({ id }) => id === wanted.id)
  if (!before || before.deleted) return no('not_found')
  const isOpen = wanted.type === 'reaction' || before.user.id === wanted.user.id
  if (!isOpen) return no('forbidden')
  const isNothing = applyChange(before, { ...wanted, seq: 0, at: '' }) === before
  const event = isNothing ? undefined : log.append(wanted)
  const message = log.messages.find(({ id }) => id === wanted.id) ?? before
  return ok({ message }, event)
}

function ok(answer: Extract<SomeAnswer, { ok: true }> | object, event?: RoomEvent): FakeOutcome {
  return { answer: { ok: true, ...answer }, ...(event && { event }) }
}

export function no(code: ErrorCode, retryAfter?: number): { answer: Answer<never> } {
  const error = {
    code,
    message: `Refused: ${code}.`,
    ...(retryAfter !== undefined && { retryAfter }),
  }
  return { answer: { ok: false, error } }
}
