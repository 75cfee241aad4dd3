import type { ChatError, Members, Message, Push, RoomEvent, User } from '@chat/protocol'
import type { RoomSnapshot } from './room-snapshot.js'
import type { RoomStatus } from './room-status.js'

/** Something that the server says to this client alone. It changes nothing by itself; `status` tells what came of it. */
export type Notice = Push<'notice'>

export type RoomStatusChange = {
  readonly current: RoomStatus
  readonly previous: RoomStatus
  /** Why the room is `refused`. */
  readonly error?: ChatError
}

type RoomEventOf<T extends RoomEvent['type']> = Extract<RoomEvent, { type: T }>

/** Events of a room. When a listener runs, `room.snapshot` holds all of what arrived with that event. */
export type RoomEvents = {
  /**
   * A message entered the room: each once, in order, own ones too, those missed while offline too.
   * Not the history that a first join or a `reset` brings.
   */
  message: Message
  edit: RoomEventOf<'edit'>
  delete: RoomEventOf<'delete'>
  reaction: RoomEventOf<'reaction'>
  settings: RoomEventOf<'settings'>
  /** A message was hidden until a moderator has looked, or is shown again. */
  hide: RoomEventOf<'hide'>
  /** Messages are gone. */
  clear: RoomEventOf<'clear'>
  /** Every event of the room's log, in order, whatever its type. */
  event: RoomEvent
  /** Too much was missed to be replayed: the latest messages are shown in place of those before. */
  reset: RoomSnapshot
  /** Somebody came, went or changed their name. */
  members: Members
  /** Others who are typing now. */
  typing: readonly User[]
  status: RoomStatusChange
  notice: Notice
  /** For moderators: how many reported and how many held messages wait for them. */
  moderation: Push<'moderation'>
}

export type EmitRoomEvent = <N extends keyof RoomEvents>(name: N, payload: RoomEvents[N]) => void

/** Tells the app of one event of the log. */
export function announceEvent(event: RoomEvent, emit: EmitRoomEvent): void {
  emit('event', event)
  switch (event.type) {
    case 'message':
      return emit('message', event.message)
    case 'edit':
      return emit('edit', event)
    case 'delete':
      return emit('delete', event)
    case 'reaction':
      return emit('reaction', event)
    case 'settings':
      return emit('settings', event)
    case 'hide':
      return emit('hide', event)
    case 'clear':
      return emit('clear', event)
  }
}
