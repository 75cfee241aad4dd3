import type { Message, RoomEvent } from '@chat/protocol'
import { textOf, type ChangeRow, type MessageRow } from '../rows.js'

/** The row of a message as it is now. `firstText` is the text that its event has, where that is another. */
export function toMessageRow(
  message: Message,
  { roomId, firstText }: { roomId: number; firstText?: string },
): MessageRow & { room_id: number } {
  const { user, reactions } = message
  return {
    room_id: roomId,
    seq: message.seq,
    id: message.id,
    at: Date.parse(message.at),
    user_id: user.id,
    user_name: user.name,
    user_role: user.role ?? null,
    text: message.text,
    first_text: firstText ?? null,
    reply_to: message.replyTo ?? null,
    edited_at: message.editedAt === undefined ? null : Date.parse(message.editedAt),
    deleted: message.deleted ?? false,
    hidden: message.hidden ?? false,
    reactions: reactions ? JSON.stringify(reactions) : null,
  }
}

/** The row of any event but a message. */
export function toChangeRow(
  event: Exclude<RoomEvent, { type: 'message' }>,
  roomId: number,
): ChangeRow & { room_id: number } {
  const { seq, at, type, user } = event
  return {
    room_id: roomId,
    seq,
    at: Date.parse(at),
    type,
    message_id: 'id' in event ? event.id : null,
    user_id: user.id,
    user_name: user.name,
    user_role: user.role ?? null,
    text: textOf(event),
    emoji: type === 'reaction' ? event.emoji : null,
    is_on: 'on' in event ? event.on : null,
    settings: type === 'settings' ? JSON.stringify(event.settings) : null,
    up_to: type === 'clear' ? event.upTo : null,
    of_user: type === 'clear' ? (event.of ?? null) : null,
  }
}
