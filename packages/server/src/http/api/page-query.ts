import { isReason } from '@chat/protocol'
import * as v from 'valibot'
import { isStorable } from '../../store/is-storable.js'

const DEFAULT_LIMIT = 50
const MAX_LIMIT = 200

/** At most so many characters, which every database understands. */
const textOf = (maxLength: number) =>
  v.pipe(v.string(), v.maxLength(maxLength), v.check(isStorable))

const whole = v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number))

/** `limit`, at most 200. */
const limit = v.exactOptional(
  v.pipe(
    whole,
    v.minValue(1),
    v.transform((value) => Math.min(value, MAX_LIMIT)),
  ),
  `${DEFAULT_LIMIT}`,
)

/** Pages of lists: `before` is where the page before said `next`. */
export const listQuery = v.strictObject({
  before: v.exactOptional(v.pipe(textOf(200), v.minLength(1))),
  limit,
})

/** Pages of rooms, by name. */
export const roomsQuery = v.strictObject({
  after: v.exactOptional(textOf(256), ''),
  live: v.exactOptional(v.picklist(['true', 'false']), 'false'),
  limit,
})

const text = v.pipe(textOf(200), v.minLength(1))

/** Pages of messages: `before` is a seq, `q` what they contain. */
export const messagesQuery = v.strictObject({
  before: v.exactOptional(whole),
  q: v.exactOptional(text),
  limit,
})

/** Of one room. */
export const roomQuery = v.strictObject({ room: v.exactOptional(textOf(256)) })

export const searchQuery = v.strictObject({ q: text, limit })

export const minutesQuery = v.strictObject({
  minutes: v.exactOptional(v.pipe(whole, v.minValue(1), v.maxValue(1_440)), '180'),
})

/** Why it is done, in the operator's words. */
export const reasonQuery = v.strictObject({
  reason: v.exactOptional(v.pipe(v.string(), v.check(isReason))),
})
