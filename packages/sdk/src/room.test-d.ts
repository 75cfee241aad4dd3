import type { Members, Message, RoomEvent, User } from '@chat/protocol'
import { expectTypeOf, test } from 'vitest'
import type { ChatClient } from './chat-client.js'
import type { RoomSnapshot } from './room-snapshot.js'
import type { Room } from './room.js'

declare const client: ChatClient
declare const room: Room

test('a listener gets the payload of its event', () => {
  room.on('message', (message) => expectTypeOf(message).toEqualTypeOf<Message>())
  room.on('event', (event) => expectTypeOf(event).toEqualTypeOf<RoomEvent>())
  room.on('edit', ({ text }) => expectTypeOf(text).toBeString())
  room.on('members', (members) => expectTypeOf(members).toEqualTypeOf<Members>())
  room.on('typing', (users) => expectTypeOf(users).toEqualTypeOf<readonly User[]>())
  room.on('reset', (snapshot) => expectTypeOf(snapshot).toEqualTypeOf<RoomSnapshot>())
  client.on('user', (user) => expectTypeOf(user).toEqualTypeOf<User>())
  // @ts-expect-error There is no such event.
  room.on('massage', () => {})
  expectTypeOf(room.on('message', () => {})).toEqualTypeOf<() => void>()
})

test('only a room and a client themselves tell of events', () => {
  expectTypeOf<Room>().not.toHaveProperty('emit')
  expectTypeOf<ChatClient>().not.toHaveProperty('emit')
})

test('a snapshot is read only', () => {
  expectTypeOf(room.messages).toEqualTypeOf<readonly Message[]>()
  const change = () => {
    // @ts-expect-error It cannot be assigned to.
    room.snapshot.status = 'left'
  }
  expectTypeOf(change).toBeFunction()
})

test('what is asked for is given', () => {
  expectTypeOf(client.join('support')).resolves.toEqualTypeOf<Room>()
  expectTypeOf(room.join()).resolves.toEqualTypeOf<Room>()
  expectTypeOf(room.send('Hello')).resolves.toEqualTypeOf<Message>()
  expectTypeOf(room.loadOlder()).resolves.toBeBoolean()
  expectTypeOf(room.subscribe).parameter(0).toEqualTypeOf<() => void>()
})
