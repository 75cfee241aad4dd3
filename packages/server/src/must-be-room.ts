import { ChatError, isRoomName } from '@chat/protocol'

/** For what a host's own code passes. @throws ChatError `invalid_room` */
export function mustBeRoom(room: unknown): asserts room is string {
  if (typeof room !== 'string' || !isRoomName(room)) throw new ChatError('invalid_room')
}
