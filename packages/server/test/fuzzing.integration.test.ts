import { isErrorCode, isKnownRoomEvent } from '@chat/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { eventually } from './eventually.js'
import { startServer } from './running-server.js'
import { Visitor } from './visitor.js'

const ROOMS = ['tea', 'coffee']
const IDS = Array.from({ length: 5 }, (_, index) => `00000000-0000-4000-8000-00000000000${index}`)
const CASES_AT_ONCE = 40
const RUNS = 100

const anything = fc.oneof(
  fc.anything({ maxDepth: 3, withBigInt: false }),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom('__proto__', 'constructor', '\u0000', '\ud800', '\u202e', '', ' ', '🧑‍🚀'),
  fc.uint8Array({ maxLength: 30 }).map((bytes) => Buffer.from(bytes)),
)
/** Mostly what belongs there, so that a request gets further than the door. */
const mostly = <T>(right: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 6, arbitrary: right }, { weight: 1, arbitrary: anything })

const payload = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record(
      {
        room: mostly(fc.constantFrom(...ROOMS)),
        id: mostly(fc.constantFrom(...IDS)),
        text: mostly(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 50 })),
        replyTo: mostly(fc.constantFrom(...IDS)),
        emoji: mostly(fc.constantFrom('👍', '🎉', '❤️', '👨‍👩‍👧')),
        on: mostly(fc.boolean()),
        before: mostly(fc.integer({ min: -1, max: 50 })),
        after: mostly(fc.integer({ min: -1, max: 50 })),
        limit: mostly(fc.integer({ min: -1, max: 500 })),
        name: mostly(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 })),
      },
      { requiredKeys: ['room', 'id', 'text', 'emoji', 'on', 'before', 'after', 'name'] },
    ),
  },
  { weight: 1, arbitrary: anything },
)

const request = fc.tuple(
  fc.constantFrom(
    ...['join', 'leave', 'message', 'message', 'message', 'edit', 'delete', 'react'],
    ...['history', 'sync', 'typing', 'name'],
  ),
  payload,
)

test(`${RUNS * CASES_AT_ONCE} requests, right and nearly right, leave every room in order`, async () => {
  const { url } = await startServer()
  const witness = await Visitor.arrive(url)
  const mallory = await Visitor.arrive(url)
  for (const room of ROOMS) {
    await witness.request('join', { room })
    await mallory.request('join', { room })
  }

  await fc.assert(
    fc.asyncProperty(
      fc.array(request, { minLength: CASES_AT_ONCE, maxLength: CASES_AT_ONCE, size: 'max' }),
      async (requests) => {
        const answers = await Promise.all(requests.map(([name, what]) => mallory.ask(name, what)))
        for (const answer of answers) {
          if (!answer.ok) expect(answer.error.code).toSatisfy(isErrorCode)
          // None of these is the server's fault.
          if (!answer.ok) expect(answer.error.code).not.toBe('unavailable')
        }
        expect(await witness.codeOf('sync', { room: 'tea', after: 0 })).toBe('ok')
      },
    ),
    { numRuns: RUNS },
  )

  for (const room of ROOMS) await expectOrder(witness, room)
})

/** Seqs without a hole, each id once, and all of it seen live as it can be read. */
async function expectOrder(witness: Visitor, room: string): Promise<void> {
  const { seq } = (await witness.request('sync', { room, after: 0 })).room
  expect(seq).toBeGreaterThan(0)
  await eventually(() => expect(witness.events(room).at(-1)?.seq).toBe(seq))
  const events = witness.events(room)
  expect(events.map((event) => event.seq)).toEqual(Array.from({ length: seq }, (_, i) => i + 1))
  const ids = events.flatMap((event) => (event.type === 'message' ? event.message.id : []))
  expect(new Set(ids).size).toBe(ids.length)
  expect(events.every(isKnownRoomEvent)).toBe(true)
}
