import type { ErrorBody } from '../answer.js'
import type { Challenge } from '../challenge.js'
import type { Limits } from '../limits.js'
import type { Pushes, PushName } from '../pushes.js'
import type { AnswerOf, RequestName, RoomReplay, RoomSnapshot } from '../requests.js'
import { isKnownRoomEvent, type RoomEvent, type UnknownRoomEvent } from '../room-event.js'
import type { Preset, RoomSettings, RoomState, ToldMembers, You } from '../room-state.js'
import { PROTOCOL_VERSION } from '../version.js'
import {
  arrayOf,
  isBoolean,
  isNumber,
  isString,
  isWhole,
  literal,
  object,
  recordOf,
  type Guard,
} from './guard.js'
import { isMessage, isRole, isUser } from './message.js'

// What a browser has to download: written by hand, for valibot's part of a bundle was 2.6 kB gzip against 0.7 kB.
// Keys, roles and event types that a newer server adds are let through, never refused.

const isTrue = literal(true)
const isPreset: Guard<Preset> = (value): value is Preset => isString(value)
const isSettings = object<RoomSettings>(
  { readOnly: isBoolean },
  {
    slowModeS: isNumber,
    maxMembers: isNumber,
    identityRequired: isTrue,
    passwordRequired: isTrue,
    holdAll: isTrue,
    unlisted: isTrue,
    preset: isPreset,
    maxAgeS: isNumber,
    maxMessages: isNumber,
  },
)
const isYou = object<You>({}, { role: isRole, mutedUntil: isString, muteReason: isString })

type EventOf<T extends RoomEvent['type']> = Extract<RoomEvent, { type: T }>
const isUnknownEvent = object<UnknownRoomEvent>({ seq: isWhole, at: isString, type: isString })
const place = { seq: isWhole, at: isString }
const change = { ...place, id: isString, user: isUser }
const eventGuards: { [T in RoomEvent['type']]: Guard<EventOf<T>> } = {
  message: object<EventOf<'message'>>({ ...place, type: literal('message'), message: isMessage }),
  edit: object<EventOf<'edit'>>({ ...change, type: literal('edit'), text: isString }),
  delete: object<EventOf<'delete'>>({ ...change, type: literal('delete') }),
  reaction: object<EventOf<'reaction'>>({
    ...change,
    type: literal('reaction'),
    emoji: isString,
    on: isBoolean,
  }),
  settings: object<EventOf<'settings'>>({
    ...place,
    type: literal('settings'),
    settings: isSettings,
    user: isUser,
  }),
  hide: object<EventOf<'hide'>>(
    { ...change, type: literal('hide'), on: isBoolean },
    { text: isString },
  ),
  clear: object<EventOf<'clear'>>(
    { ...place, type: literal('clear'), upTo: isWhole, user: isUser },
    { of: isString, name: isString },
  ),
}
const isEvent: Guard<RoomEvent | UnknownRoomEvent> = (value): value is RoomEvent =>
  isUnknownEvent(value) && (!isKnownRoomEvent(value) || eventGuards[value.type](value))

const isRoom = object<RoomState>({
  name: isString,
  epoch: isString,
  seq: isWhole,
  settings: isSettings,
})
const isMembers = object<ToldMembers>(
  { count: isWhole, list: arrayOf(isUser) },
  { settling: isTrue },
)
const isReplay = object<RoomReplay>(
  { room: isRoom, members: isMembers, events: arrayOf(isEvent) },
  { you: isYou },
)
const isSnapshot = object<RoomSnapshot>(
  { room: isRoom, members: isMembers, messages: arrayOf(isMessage), hasMore: isBoolean },
  { reset: isTrue, you: isYou },
)
const isCatchUp: Guard<RoomReplay | RoomSnapshot> = (value) => isReplay(value) || isSnapshot(value)
// A limit that an older server does not know yet may be missing; the client then keeps its default.
const isLimits: Guard<Limits> = (value): value is Limits => recordOf(isNumber)(value)

/** Tells a well-formed push of each name. Run by the client. */
export const pushGuards: { [N in PushName]: Guard<Pushes[N]> } = {
  session: object<Pushes['session']>({
    protocol: literal(PROTOCOL_VERSION),
    user: isUser,
    token: isString,
    serverTime: isString,
    limits: isLimits,
  }),
  events: object<Pushes['events']>({ room: isString, events: arrayOf(isEvent) }),
  presence: object<Pushes['presence']>(
    {
      room: isString,
      count: isWhole,
      seq: isWhole,
      joined: arrayOf(isUser),
      left: arrayOf(isString),
    },
    { settling: isTrue },
  ),
  typing: object<Pushes['typing']>({ room: isString, users: arrayOf(isUser) }),
  notice: object<Pushes['notice']>(
    { code: isString, message: isString },
    { room: isString, retryAfter: isNumber, reason: isString, id: isString },
  ),
  moderation: object<Pushes['moderation']>({ room: isString, reports: isWhole, held: isWhole }),
}

const isAnything = (value: unknown): value is unknown => value !== undefined
const isEmpty = object<Record<never, never>>({})
const isWritten = object<AnswerOf<'message'>>({ message: isMessage })

/** Tells a well-formed `ok` answer to each request. Run by the client. */
export const answerGuards: { [N in RequestName]: Guard<AnswerOf<N>> } = {
  join: isCatchUp,
  leave: isEmpty,
  message: isWritten,
  edit: isWritten,
  delete: isEmpty,
  react: isEmpty,
  history: object<AnswerOf<'history'>>({ messages: arrayOf(isMessage), hasMore: isBoolean }),
  sync: isCatchUp,
  typing: isEmpty,
  name: object<AnswerOf<'name'>>({ user: isUser, token: isString }),
  report: isEmpty,
  moderate: isEmpty,
  // What is in a list is held by a guard of its own, for those who look through it: not in every visitor's bundle.
  review: object<AnswerOf<'review'>>({ entries: arrayOf(isAnything), hasMore: isBoolean }),
}

const isChallenge = object<Challenge>({
  algorithm: literal('SHA-256'),
  challenge: isString,
  maxNumber: isWhole,
  salt: isString,
  signature: isString,
})

/** Tells a failure, in an answer or in the `data` of a refused connection. Its code may be a newer server's. */
export const isErrorBody = object<Omit<ErrorBody, 'code'> & { code: string }>(
  { code: isString, message: isString },
  { retryAfter: isNumber, reason: isString, challenge: isChallenge },
)
