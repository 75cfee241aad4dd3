import type { RoomEvent } from '@chat/protocol'
import type { Append } from './append.js'

/** The event that an append becomes at its place in the log. */
export function createEvent(append: Append, seq: number, at: string): RoomEvent {
  const { user } = append
  switch (append.type) {
    case 'message': {
      const { id, text, replyTo } = append
      const message = { id, seq, at, user, text, ...(replyTo !== undefined && { replyTo }) }
      return { seq, at, type: 'message', message }
    }
    case 'edit':
      return { seq, at, type: 'edit', id: append.id, text: append.text, user }
    case 'delete':
      return { seq, at, type: 'delete', id: append.id, user }
    case 'reaction':
      return {
        seq,
        at,
        type: 'reaction',
        id: append.id,
        emoji: append.emoji,
        on: append.on,
        user,
      }
    case 'settings':
      return { seq, at, type: 'settings', settings: append.settings, user }
    case 'hide': {
      const { id, on, text } = append
      return { seq, at, type: 'hide', id, on, ...(text !== undefined && { text }), user }
    }
    case 'clear': {
      const { upTo = seq - 1, of, name } = append
      const ofUser = { ...(of !== undefined && { of }), ...(name !== undefined && { name }) }
      return { seq, at, type: 'clear', upTo, ...ofUser, user }
    }
  }
}
