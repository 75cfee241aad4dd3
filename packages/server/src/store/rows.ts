import type { Message, RoomEvent, RoomSettings, User } from '@chat/protocol'
import type { StoredRoom } from './store.js'

// The shapes below are what the schemas of all databases hold: strict tables, written by these stores alone.

export type RoomRow = {
  id: number
  name: string
  epoch: string
  seq: number
  last_at: number
  settings: string
  /** Everything up to this seq is cleared, whether its text is erased already or not. */
  floor: number
}

type UserColumns = { user_id: string; user_name: string; user_role: string | null }

export type MessageRow = UserColumns & {
  seq: number
  id: string
  at: number
  text: string
  first_text: string | null
  reply_to: string | null
  edited_at: number | null
  /** SQLite has no booleans, only 0 and 1. */
  deleted: boolean | number
  hidden: boolean | number
  reactions: string | null
}

export type ChangeRow = UserColumns & {
  seq: number
  at: number
  type: 'edit' | 'delete' | 'reaction' | 'settings' | 'hide' | 'clear'
  message_id: string | null
  /** Of a clear, the name that its user has from then on. */
  text: string | null
  emoji: string | null
  is_on: boolean | number | null
  settings: string | null
  up_to: number | null
  of_user: string | null
}

let latest = { at: NaN, iso: '' }

/** Messages of one flush have one time. */
export function toIsoTime(at: number): string {
  if (latest.at !== at) latest = { at, iso: new Date(at).toISOString() }
  return latest.iso
}

export function toStoredRoom({ name, epoch, seq, settings, last_at }: RoomRow): StoredRoom {
  return { name, epoch, seq, settings: parseSettings(settings), lastAt: toIsoTime(last_at) }
}

export function parseSettings(json: string): RoomSettings {
  return JSON.parse(json) as RoomSettings
}

/** The message as it is now, in a room that is cleared up to `floor`. */
export function toMessage(row: MessageRow, floor: number): Message {
  const { seq, id, text } = row
  const message: Message = { id, seq, at: toIsoTime(row.at), user: toUser(row), text }
  if (row.deleted || seq <= floor) return { ...message, text: '', deleted: true }
  if (row.hidden) message.hidden = true
  if (row.reply_to !== null) message.replyTo = row.reply_to
  if (row.edited_at !== null) message.editedAt = toIsoTime(row.edited_at)
  if (row.reactions !== null) {
    message.reactions = JSON.parse(row.reactions) as Record<string, string[]>
  }
  return message
}

/** The event by which the message came into the log. */
export function toMessageEvent(row: MessageRow, floor: number): RoomEvent {
  const text = row.first_text ?? row.text
  const message = toMessage(
    { ...row, text, edited_at: null, hidden: false, reactions: null },
    floor,
  )
  return { seq: row.seq, at: message.at, type: 'message', message }
}

export function toChangeEvent(row: ChangeRow): RoomEvent {
  const { seq, type } = row
  const at = toIsoTime(row.at)
  const user = toUser(row)
  const id = row.message_id ?? ''
  switch (type) {
    case 'edit':
      return { seq, at, type, id, text: row.text ?? '', user }
    case 'delete':
      return { seq, at, type, id, user }
    case 'reaction':
      return { seq, at, type, id, emoji: row.emoji ?? '', on: Boolean(row.is_on), user }
    case 'settings':
      return { seq, at, type, settings: parseSettings(row.settings ?? '{}'), user }
    case 'hide': {
      const text = row.text ?? undefined
      return {
        seq,
        at,
        type,
        id,
        on: Boolean(row.is_on),
        ...(text !== undefined && { text }),
        user,
      }
    }
    case 'clear': {
      const upTo = row.up_to ?? 0
      const { of_user: of, text: name } = row
      return {
        seq,
        at,
        type,
        upTo,
        ...(of !== null && { of }),
        ...(name !== null && { name }),
        user,
      }
    }
  }
}

/** What the column `text` has of an event. */
export function textOf(event: Exclude<RoomEvent, { type: 'message' }>): string | null {
  if (event.type === 'clear') return event.name ?? null
  return 'text' in event ? (event.text ?? null) : null
}

function toUser(row: UserColumns): User {
  const user: User = { id: row.user_id, name: row.user_name }
  if (row.user_role === 'moderator' || row.user_role === 'host') user.role = row.user_role
  return user
}
