import {
  applyChange,
  clearMessage,
  isCleared,
  type Message,
  type RoomEvent,
  type User,
} from '@chat/protocol'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Append } from '../../src/store/append.js'
import { ann, ben, mod, room, Log, type CreateStore } from './test-with-log.js'

const someone = fc.constantFrom<User>(ann, ben, mod)
const someId = fc.constantFrom('m1', 'm2', 'm3')
const someText = fc.constantFrom('one', 'two', 'three')
const someAppend: fc.Arbitrary<Append> = fc.oneof(
  fc.record({
    type: fc.constant('message' as const),
    room: fc.constant(room),
    user: someone,
    id: someId,
    text: someText,
  }),
  fc.record({
    type: fc.constant('edit' as const),
    room: fc.constant(room),
    user: someone,
    id: someId,
    text: someText,
  }),
  fc.record({
    type: fc.constant('delete' as const),
    room: fc.constant(room),
    user: someone,
    id: someId,
  }),
  fc.record({
    type: fc.constant('reaction' as const),
    room: fc.constant(room),
    user: someone,
    id: someId,
    emoji: fc.constantFrom('👍', '🎉'),
    on: fc.boolean(),
  }),
  fc.record({
    type: fc.constant('settings' as const),
    room: fc.constant(room),
    user: someone,
    settings: fc.record({ readOnly: fc.boolean() }),
  }),
  fc.record({
    type: fc.constant('hide' as const),
    room: fc.constant(room),
    user: fc.constant(mod),
    id: someId,
    on: fc.boolean(),
    text: someText,
  }),
  fc.record({
    type: fc.constant('clear' as const),
    room: fc.constant(room),
    user: fc.constant(mod),
    of: fc.constantFrom(ann.id, ben.id),
  }),
  fc.record({ type: fc.constant('clear' as const), room: fc.constant(room), user: someone }),
)
/** Once found at random: whoever was away all the time has no text of any of it. */
const editedAndHidden: Append[][] = [
  [{ type: 'message', room, user: ben, id: 'm1', text: 'one' }],
  [{ type: 'edit', room, user: ben, id: 'm1', text: 'three' }],
  [{ type: 'hide', room, user: mod, id: 'm1', on: true, text: 'three' }],
]
const someBatches = fc.array(fc.array(someAppend, { maxLength: 8 }), { maxLength: 6 })

function replay(messages: readonly Message[], events: readonly RoomEvent[]): Message[] {
  const byId = new Map(messages.map((message) => [message.id, message]))
  for (const event of events) {
    if (event.type === 'message') byId.set(event.message.id, event.message)
    else if (event.type === 'clear') clear(byId, event)
    else if (event.type !== 'settings') {
      const message = byId.get(event.id)
      if (message) byId.set(event.id, applyChange(message, event))
    }
  }
  return [...byId.values()]
}

function clear(byId: Map<string, Message>, event: Extract<RoomEvent, { type: 'clear' }>): void {
  for (const message of byId.values()) {
    if (!isCleared(message, event)) continue
    if (event.of === undefined) byId.delete(message.id)
    else byId.set(message.id, clearMessage(message))
  }
}

export function describeReplay(createStore: CreateStore): void {
  describe('replay', () => {
    test('whoever was away at any moment has, after the events since, what the room then shows', async () => {
      await fc.assert(
        fc.asyncProperty(someBatches, async (batches) => {
          const log = await Log.open(createStore)
          const seen = []
          for (const batch of batches) {
            log.clock += 1_000
            seen.push(await log.store.latest(room, 100))
            await log.appendAll(...batch)
          }
          const now = await log.store.latest(room, 100)
          for (const { room: then, messages } of seen) {
            const { events } = await log.store.eventsAfter(room, then.seq, 1_000)
            expect(events.map(({ seq }) => seq)).toEqual(
              Array.from({ length: now.room.seq - then.seq }, (_, index) => then.seq + index + 1),
            )
            expect(replay(messages, events)).toStrictEqual(now.messages)
          }
          await log.store.close()
        }),
        { numRuns: 50, examples: [[editedAndHidden]] },
      )
    }, 120_000)
  })
}
