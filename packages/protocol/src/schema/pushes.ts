import * as v from 'valibot'
import { isErrorCode } from '../error-code.js'
import type { ErrorBody } from '../answer.js'
import type { Limits } from '../limits.js'
import type { Message } from '../message.js'
import type { Pushes, PushName } from '../pushes.js'
import type { AnswerOf, RequestName, RoomReplay, RoomSnapshot } from '../requests.js'
import { isKnownRoomEvent, type RoomEvent, type UnknownRoomEvent } from '../room-event.js'
import type { Members, RoomSettings, RoomState } from '../room-state.js'
import type { User } from '../user.js'

// Keys and roles that a newer server adds are let through or dropped, never refused.
const user: v.GenericSchema<unknown, User> = v.object({
  id: v.string(),
  name: v.string(),
  role: v.exactOptional(v.picklist(['moderator', 'host'])),
})

const message: v.GenericSchema<unknown, Message> = v.object({
  id: v.string(),
  seq: v.number(),
  at: v.string(),
  user,
  text: v.string(),
  replyTo: v.exactOptional(v.string()),
  editedAt: v.exactOptional(v.string()),
  deleted: v.exactOptional(v.literal(true)),
  reactions: v.exactOptional(v.record(v.string(), v.array(v.string()))),
})

const settings: v.GenericSchema<unknown, RoomSettings> = v.object({ readOnly: v.boolean() })

const place = { seq: v.number(), at: v.string() }
const knownEvent: v.GenericSchema<unknown, RoomEvent> = v.variant('type', [
  v.object({ ...place, type: v.literal('message'), message }),
  v.object({ ...place, type: v.literal('edit'), id: v.string(), text: v.string(), user }),
  v.object({ ...place, type: v.literal('delete'), id: v.string(), user }),
  v.object({
    ...place,
    type: v.literal('reaction'),
    id: v.string(),
    emoji: v.string(),
    on: v.boolean(),
    user,
  }),
  v.object({ ...place, type: v.literal('settings'), settings, user }),
])
const anyEvent: v.GenericSchema<unknown, UnknownRoomEvent> = v.object({
  ...place,
  type: v.string(),
})
const event: v.GenericSchema<unknown, RoomEvent | UnknownRoomEvent> = v.union([
  knownEvent,
  v.pipe(
    anyEvent,
    v.check((value) => !isKnownRoomEvent(value)),
  ),
])
const events = v.array(event)

const room: v.GenericSchema<unknown, RoomState> = v.object({
  name: v.string(),
  epoch: v.string(),
  seq: v.number(),
  settings,
})
const members: v.GenericSchema<unknown, Members> = v.object({
  count: v.number(),
  list: v.array(user),
})
const messages = v.array(message)
const snapshot = v.object({
  room,
  members,
  messages,
  hasMore: v.boolean(),
  reset: v.exactOptional(v.literal(true)),
})
const catchUp: v.GenericSchema<unknown, RoomSnapshot | RoomReplay> = v.union([
  v.object({ room, members, events }),
  snapshot,
])

const limits: v.GenericSchema<unknown, Limits> = v.object({
  textLength: v.number(),
  nameLength: v.number(),
  roomNameLength: v.number(),
  historyPage: v.number(),
  historyPageMax: v.number(),
  resumeEvents: v.number(),
  memberList: v.number(),
  roomsPerConnection: v.number(),
  reactionsPerMessage: v.number(),
  packetBytes: v.number(),
})

/** Validators for every push, run by the client. */
export const pushSchemas: { [N in PushName]: v.GenericSchema<unknown, Pushes[N]> } = {
  session: v.object({
    protocol: v.literal(1),
    user,
    token: v.string(),
    serverTime: v.string(),
    limits,
  }),
  events: v.object({ room: v.string(), events }),
  presence: v.object({
    room: v.string(),
    count: v.number(),
    seq: v.number(),
    joined: v.array(user),
    left: v.array(v.string()),
  }),
  typing: v.object({ room: v.string(), users: v.array(user) }),
  notice: v.object({
    code: v.string(),
    message: v.string(),
    room: v.exactOptional(v.string()),
    retryAfter: v.exactOptional(v.number()),
  }),
}

const empty = v.object({})

/** Validators for what an `ok` answer carries, run by the client. */
export const answerSchemas: { [N in RequestName]: v.GenericSchema<unknown, AnswerOf<N>> } = {
  join: catchUp,
  leave: empty,
  message: v.object({ message }),
  edit: v.object({ message }),
  delete: empty,
  react: empty,
  history: v.object({ messages, hasMore: v.boolean() }),
  sync: catchUp,
  typing: empty,
  name: v.object({ user, token: v.string() }),
}

/** Validator for a failure, in an answer or in the `data` of a refused connection. A code of a newer server reads as `unavailable`. */
export const errorBodySchema: v.GenericSchema<unknown, ErrorBody> = v.object({
  code: v.pipe(
    v.string(),
    v.transform((value) => (isErrorCode(value) ? value : 'unavailable')),
  ),
  message: v.string(),
  retryAfter: v.exactOptional(v.number()),
})
