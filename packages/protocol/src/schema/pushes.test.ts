import { describe, expect, test } from 'vitest'
import { DEFAULT_LIMITS } from '../limits.js'
import type { Push, PushName } from '../pushes.js'
import type { AnswerOf, RequestName } from '../requests.js'
import { answerGuards, isErrorBody, pushGuards } from './pushes.js'

const at = '2030-01-01T00:00:00.000Z'
const ann = { id: 'ann', name: 'Ann' }
const host = { id: 'bob', name: 'Bob', role: 'host' as const }
const plain = { id: 'm', seq: 1, at, user: ann, text: 'Hello' }
const rich = { ...plain, replyTo: 'n', editedAt: at, reactions: { '👍': ['ann', 'bob'] } }
const deleted = { ...plain, text: '', deleted: true as const }
const hidden = { ...plain, text: '', hidden: true as const }
const settings = {
  readOnly: false,
  slowModeS: 5,
  maxMembers: 9,
  identityRequired: true as const,
  passwordRequired: true as const,
  holdAll: true as const,
  unlisted: true as const,
  preset: 'strict' as const,
  maxAgeS: 60,
  maxMessages: 9,
}
const you = { role: 'host' as const, mutedUntil: at, muteReason: 'Rude' }
const room = { name: 'support', epoch: 'e', seq: 5, settings }
const members = { count: 2, list: [ann, host], settling: true as const }
const events: Push<'events'>['events'] = [
  { seq: 1, at, type: 'message', message: rich },
  { seq: 2, at, type: 'edit', id: 'm', text: 'Bye', user: ann },
  { seq: 3, at, type: 'delete', id: 'm', user: ann },
  { seq: 4, at, type: 'reaction', id: 'm', emoji: '👍', on: true, user: ann },
  { seq: 5, at, type: 'settings', settings, user: host },
  { seq: 6, at, type: 'hide', id: 'm', on: false, text: 'Hello', user: host },
  { seq: 7, at, type: 'clear', upTo: 6, of: 'ann', user: host },
]
const session = { protocol: 1 as const, user: ann, token: 't', serverTime: at }

const pushes: { [N in PushName]: Push<N>[] } = {
  session: [{ ...session, limits: DEFAULT_LIMITS }],
  events: [
    { room: 'support', events },
    { room: 'support', events: [] },
  ],
  presence: [
    { room: 'support', count: 2, seq: 5, joined: [ann, host], left: ['c'] },
    { room: 'support', count: 0, seq: 0, joined: [], left: [], settling: true },
  ],
  typing: [{ room: 'support', users: [ann] }],
  notice: [
    { code: 'kicked', message: 'Out.', room: 'support' },
    { code: 'shutting_down', message: 'Soon.', retryAfter: 500 },
    { code: 'refused', message: 'No.', room: 'support', id: 'm' },
  ],
  moderation: [{ room: 'support', reports: 1, held: 0 }],
}

const replay = { room, members, events, you }
const snapshot = { room, members, messages: [plain, rich, deleted, hidden], hasMore: true, you }
const answers: { [N in RequestName]: AnswerOf<N>[] } = {
  join: [snapshot, { ...snapshot, reset: true }, replay],
  leave: [{}],
  message: [{ message: plain }],
  edit: [{ message: rich }],
  delete: [{}],
  react: [{}],
  history: [
    { messages: [plain, deleted], hasMore: false },
    { messages: [], hasMore: true },
  ],
  sync: [replay, { ...snapshot, reset: true }],
  typing: [{}],
  name: [{ user: ann, token: 't' }],
  report: [{}],
  moderate: [{}],
  review: [{ entries: [], hasMore: false }],
}

const pushNames = Object.keys(pushes) as PushName[]
const requestNames = Object.keys(answers) as RequestName[]

/** What may be left out. A limit that is not sent keeps its default. */
const MAY_MISS =
  / no (.*\.)?(you|of|hidden|mutedUntil|muteReason|slowModeS|maxMembers|identityRequired|passwordRequired|holdAll|unlisted|preset|maxAgeS|maxMessages|role|replyTo|editedAt|deleted|reactions(\..*)?|settling|retryAfter|reset|limits\.\w+)$|^notice no (room|id|reason)$| no events\.5\.text$/

/** Every copy of `value` in which one part is of another type or left out, each with a word for what is wrong. */
function* faults(value: unknown, path = ''): Generator<[string, unknown]> {
  const isInside = path !== ''
  if (isInside) yield [`another ${path}`, typeof value === 'string' ? 7 : 'x']
  if (typeof value !== 'object' || value === null) return
  for (const [key, part] of Object.entries(value)) {
    const partPath = isInside ? `${path}.${key}` : key
    const { [key]: _, ...rest } = value as Record<string, unknown>
    const put = (wrong: unknown) =>
      Array.isArray(value) ? value.with(Number(key), wrong) : { ...value, [key]: wrong }
    if (!Array.isArray(value)) yield [`no ${partPath}`, rest]
    for (const [fault, wrong] of faults(part, partPath)) yield [fault, put(wrong)]
  }
}

describe.each(pushNames)('the push %s', (name) => {
  test('is taken where it is well formed', () => {
    for (const push of pushes[name]) expect(pushGuards[name](push)).toBe(true)
  })

  test('is refused with any one part of another type or missing', () => {
    for (const push of pushes[name]) {
      for (const [fault, value] of faults(push)) {
        expect(pushGuards[name](value), fault).toBe(MAY_MISS.test(`${name} ${fault}`))
      }
    }
  })

  test('is refused where it is no object', () => {
    for (const wrong of [undefined, null, 'x', 7, []]) expect(pushGuards[name](wrong)).toBe(false)
  })
})

describe.each(requestNames)('the answer to %s', (name) => {
  test('is taken where it is well formed', () => {
    for (const answer of answers[name]) expect(answerGuards[name](answer)).toBe(true)
  })

  test('is refused with any one part of another type or missing', () => {
    for (const answer of answers[name]) {
      for (const [fault, value] of faults(answer)) {
        expect(answerGuards[name](value), fault).toBe(MAY_MISS.test(`${name} ${fault}`))
      }
    }
  })
})

test('a session of another protocol is refused', () => {
  expect(pushGuards.session({ ...session, limits: {}, protocol: 2 })).toBe(false)
})

test('what a newer server adds is let through', () => {
  const newer = { seq: 6, at, type: 'poll', question: '?' }
  expect(pushGuards.events({ room: 'support', events: [newer], more: 1 })).toBe(true)
  expect(pushGuards.typing({ room: 'support', users: [{ ...ann, role: 'owner' }] })).toBe(true)
  expect(pushGuards.notice({ code: 'moved', message: 'Away.' })).toBe(true)
  expect(pushGuards.session({ ...session, limits: { ...DEFAULT_LIMITS, stickers: 3 } })).toBe(true)
})

test('an unknown event without a place is refused: nobody could skip it', () => {
  expect(pushGuards.events({ room: 'support', events: [{ at, type: 'poll' }] })).toBe(false)
})

test('a failure has a code and a sentence', () => {
  expect(isErrorBody({ code: 'muted', message: 'No.' })).toBe(true)
  expect(isErrorBody({ code: 'newer', message: 'No.', retryAfter: 5 })).toBe(true)
  expect(isErrorBody({ code: 'muted' })).toBe(false)
  expect(isErrorBody({ code: 'muted', message: 'No.', retryAfter: '5' })).toBe(false)
  expect(isErrorBody({ code: 'muted', message: 'No.', reason: 'Rude' })).toBe(true)
  expect(isErrorBody({ code: 'muted', message: 'No.', reason: 7 })).toBe(false)
  expect(isErrorBody(undefined)).toBe(false)
})

test('a challenge in a failure is whole, or the failure is malformed', () => {
  const failure = { code: 'challenge_required', message: 'Work first.' }
  const challenge = {
    algorithm: 'SHA-256',
    challenge: 'a',
    maxNumber: 9,
    salt: 's',
    signature: 'b',
  }
  expect(isErrorBody({ ...failure, challenge })).toBe(true)
  for (const [fault, wrong] of faults(challenge)) {
    expect(isErrorBody({ ...failure, challenge: wrong }), fault).toBe(false)
  }
})
