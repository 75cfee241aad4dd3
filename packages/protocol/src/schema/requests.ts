import * as v from 'valibot'
import { isEmoji } from '../emoji.js'
import type { ErrorCode } from '../error-code.js'
import type { Limits } from '../limits.js'
import type { Handshake } from '../pushes.js'
import type { Payload, RequestName } from '../requests.js'
import { isRoomName } from '../room-name.js'
import { createActionSchema, MAX_PASSWORD } from './action.js'
import { isDisplayName, isLongerThan, isText, MAX_REASON } from '../text.js'

export type RequestSchemas = { [N in RequestName]: v.GenericSchema<unknown, Payload<N>> }

/** The `message` of an issue is the code of the error to answer with. */
const code = (value: ErrorCode): ErrorCode => value

const seq = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const limit = v.pipe(v.number(), v.safeInteger(), v.minValue(1))
const epoch = v.pipe(v.string(), v.maxLength(64))
const uuid = v.pipe(
  v.string(),
  v.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i),
)
const jwt = v.pipe(v.string(), v.maxLength(8_192))
const reason = textSchema(isText, MAX_REASON)
/** Where a page of a list goes on. */
const key = v.pipe(v.string(), v.minLength(1), v.maxLength(100))
const emoji = v.pipe(v.string(), v.check(isEmoji))

function textSchema(isValid: (text: string) => boolean, maxLength: number) {
  return v.pipe(
    v.string(),
    v.check((text) => !isLongerThan(text, maxLength), code('too_long')),
    v.check(isValid),
  )
}

/** Validators for every request, holding the given limits. */
export function createRequestSchemas(limits: Limits): RequestSchemas {
  const room = v.pipe(
    v.string(),
    v.check((name) => isRoomName(name, limits.roomNameLength), code('invalid_room')),
  )
  const text = textSchema(isText, limits.textLength)
  const name = textSchema(isDisplayName, limits.nameLength)
  return {
    join: v.object({
      room,
      after: v.exactOptional(seq),
      epoch: v.exactOptional(epoch),
      limit: v.exactOptional(limit),
      password: v.exactOptional(v.pipe(v.string(), v.maxLength(MAX_PASSWORD))),
    }),
    leave: v.object({ room }),
    message: v.object({ room, text, id: v.exactOptional(uuid), replyTo: v.exactOptional(uuid) }),
    edit: v.object({ room, id: uuid, text }),
    delete: v.object({ room, id: uuid }),
    react: v.object({ room, id: uuid, emoji, on: v.boolean() }),
    history: v.object({ room, before: seq, limit: v.exactOptional(limit) }),
    sync: v.object({ room, after: seq, epoch: v.exactOptional(epoch) }),
    typing: v.object({ room, on: v.boolean() }),
    name: v.object({ name }),
    report: v.object({ room, id: uuid, reason }),
    moderate: v.object({
      room,
      action: createActionSchema(),
      reason: v.exactOptional(reason),
    }),
    review: v.object({
      room,
      list: v.picklist(['reports', 'held', 'sanctions', 'audit']),
      before: v.exactOptional(key),
      limit: v.exactOptional(limit),
    }),
  }
}

/** Validator for the `auth` of a connection. */
export function createHandshakeSchema(limits: Limits): v.GenericSchema<unknown, Handshake> {
  return v.object({
    protocol: v.exactOptional(v.number()),
    // Whatever it is: with a token that is none somebody is new, and not locked out.
    token: v.exactOptional(v.string()),
    name: v.exactOptional(textSchema(isDisplayName, limits.nameLength)),
    identity: v.exactOptional(jwt),
    links: v.exactOptional(v.pipe(v.array(jwt), v.maxLength(20))),
    proof: v.exactOptional(v.pipe(v.string(), v.maxLength(2_000))),
  })
}
