import type { Message } from './message.js'
import type { RoomEvent } from './room-event.js'

/** An event that changes a message already in the log. */
export type MessageChange = Extract<RoomEvent, { type: 'edit' | 'delete' | 'reaction' | 'hide' }>

/**
 * The message as it is after `change`: the one rule by which stores and clients materialise the log.
 *
 * Pure. Returns the same object where nothing changes, so that applying a change twice equals applying it once.
 */
export function applyChange(message: Message, change: MessageChange): Message {
  if (message.deleted) return message
  switch (change.type) {
    case 'edit':
      // No edit comes after hiding: it is one of before, of a message that was read once it was hidden.
      if (message.hidden) return message
      if (message.text === change.text && !isNewlyEdited(message, change)) return message
      return { ...message, text: change.text, editedAt: change.at }
    case 'delete':
      return clearMessage(message)
    case 'reaction':
      return applyReaction(message, change)
    case 'hide':
      return applyHide(message, change)
  }
}

/** Whether a `clear` takes this message. */
export function isCleared(
  { seq, user }: Pick<Message, 'seq' | 'user'>,
  { upTo, of }: Pick<Extract<RoomEvent, { type: 'clear' }>, 'upTo' | 'of'>,
): boolean {
  return seq <= upTo && (of === undefined || user.id === of)
}

/** What stays of a deleted message: its place, its author, and that it is gone. */
export function clearMessage({ id, seq, at, user }: Message): Message {
  return { id, seq, at, user, text: '', deleted: true }
}

/** Of a message that was hidden since, the log has no text any more, neither of the message nor of its edits. */
function isNewlyEdited({ editedAt }: Message, { text, at }: { text: string; at: string }): boolean {
  return text === '' && editedAt !== at
}

function applyHide(
  message: Message,
  { on, text = '' }: Extract<RoomEvent, { type: 'hide' }>,
): Message {
  if ((message.hidden ?? false) === on) return message
  if (on) return { ...message, text: '', hidden: true }
  const { hidden: _, ...shown } = message
  return { ...shown, text }
}

function applyReaction(
  message: Message,
  { emoji, on, user }: Extract<RoomEvent, { type: 'reaction' }>,
): Message {
  const before = message.reactions?.[emoji] ?? []
  if (before.includes(user.id) === on) return message
  const after = on ? [...before, user.id] : before.filter((id) => id !== user.id)
  const { reactions = {}, ...rest } = message
  const { [emoji]: _, ...others } = reactions
  if (after.length > 0) return { ...rest, reactions: { ...reactions, [emoji]: after } }
  return Object.keys(others).length > 0 ? { ...rest, reactions: others } : rest
}
