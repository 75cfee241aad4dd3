import { expectTypeOf, test } from 'vitest'
import type { MessageChange } from './apply-change.js'
import type { Message } from './message.js'
import { isKnownRoomEvent, type RoomEvent, type UnknownRoomEvent } from './room-event.js'

test('the design names these types of events', () => {
  expectTypeOf<RoomEvent['type']>().toEqualTypeOf<
    'message' | 'edit' | 'delete' | 'reaction' | 'settings' | 'hide' | 'clear'
  >()
  expectTypeOf<MessageChange['type']>().toEqualTypeOf<'edit' | 'delete' | 'reaction' | 'hide'>()
})

test('what is known is told by its type', () => {
  const read = (event: RoomEvent | UnknownRoomEvent) => {
    // @ts-expect-error It may be of a type that is not known.
    expectTypeOf(event.message).toEqualTypeOf<Message>()
    if (isKnownRoomEvent(event) && event.type === 'message') {
      expectTypeOf(event.message).toEqualTypeOf<Message>()
    }
  }
  expectTypeOf(read).returns.toBeVoid()
})
