import {
  applyChange,
  DEFAULT_ROOM_SETTINGS,
  type Message,
  type RoomEvent,
  type RoomSettings,
} from '@chat/protocol'
import type { Append, AppendContext, AppendResult, Decide } from '../append.js'
import { createEvent } from '../append-event.js'
import {
  parseSettings,
  textOf,
  toIsoTime,
  toMessage,
  type MessageRow,
  type RoomRow,
} from '../rows.js'
import type { Statements } from './statements.js'

type Options = { statements: Statements; epoch: string; decide: Decide; now: number }

/** A room while a batch runs: what its row will say at the end. */
type Room = {
  id?: number
  seq: number
  lastAt: number
  settings: RoomSettings
  floor: number
  isChanged: boolean
}

/** Runs the appends of one transaction; the caller begins and ends it. */
export function appendBatch(batch: readonly Append[], options: Options): AppendResult[] {
  const rooms = new Map<string, Room>()
  const results = batch.map((append) => appendOne(append, rooms, options))
  for (const { id, seq, lastAt, settings, floor, isChanged } of rooms.values()) {
    if (id === undefined || !isChanged) continue
    options.statements.updateRoom.run(seq, lastAt, JSON.stringify(settings), floor, id)
  }
  return results
}

function appendOne(append: Append, rooms: Map<string, Room>, options: Options): AppendResult {
  const { statements, decide, now } = options
  const room = rooms.get(append.room) ?? readRoom(append.room, statements)
  rooms.set(append.room, room)

  const context = readContext(append, room, statements)
  const verdict = decide(append, context)
  if (verdict.type === 'refuse') {
    const { code, message } = verdict
    return { type: 'refused', code, ...(message !== undefined && { message }) }
  }
  if (verdict.type === 'unchanged') {
    return { type: 'unchanged', ...(context.message && { message: context.message }) }
  }

  room.id ??= addRoom(append.room, options)
  room.seq += 1
  room.lastAt = Math.max(now, room.lastAt)
  room.isChanged = true
  const event = createEvent(append, room.seq, toIsoTime(room.lastAt))
  if (event.type === 'settings') room.settings = event.settings
  if (event.type === 'clear' && event.of === undefined) {
    room.floor = Math.max(room.floor, event.upTo)
  }
  // What is cleared already is not looked through again.
  const after = Math.max(context.floor, (append.type === 'clear' && append.after) || 0)
  const writing = { roomId: room.id, at: room.lastAt, statements, context, after }
  const message = writeEvent(event, writing)
  return { type: 'appended', event, ...(message && { message }) }
}

function readRoom(name: string, statements: Statements): Room {
  const row = statements.room.get(name) as RoomRow | undefined
  if (!row) {
    return { seq: 0, lastAt: 0, settings: DEFAULT_ROOM_SETTINGS, floor: 0, isChanged: false }
  }
  const { id, seq, last_at: lastAt, floor } = row
  return { id, seq, lastAt, settings: parseSettings(row.settings), floor, isChanged: false }
}

function addRoom(name: string, { statements, epoch }: Options): number {
  const settings = JSON.stringify(DEFAULT_ROOM_SETTINGS)
  return (statements.addRoom.get(name, epoch, settings) as RoomRow).id
}

function readContext(append: Append, room: Room, statements: Statements): AppendContext {
  const { seq, settings, floor } = room
  const context: AppendContext = { seq, settings, floor, hasReplyTarget: false }
  if (room.id === undefined || !('id' in append)) return context
  const row = statements.message.get(room.id, append.id) as MessageRow | undefined
  if (row) context.message = toMessage(row, floor)
  if (append.type === 'message' && append.replyTo !== undefined) {
    context.hasReplyTarget = statements.hasMessage.get(room.id, append.replyTo) !== undefined
  }
  return context
}

type WriteOptions = {
  roomId: number
  at: number
  statements: Statements
  context: AppendContext
  /** A clear begins behind this seq. */
  after: number
}

/** Writes the event, and what it makes of its message; answers with that message. */
function writeEvent(event: RoomEvent, options: WriteOptions): Message | undefined {
  const { roomId, at, statements, context } = options
  if (event.type === 'message') {
    const { id, user, text, replyTo } = event.message
    const role = user.role ?? null
    const reply = replyTo ?? null
    statements.addMessage.run(roomId, event.seq, id, at, user.id, user.name, role, text, reply)
    return event.message
  }
  writeChange(event, options)
  if (event.type === 'clear') clear(event, options)
  if (event.type === 'settings' || event.type === 'clear' || !context.message) return undefined

  const message = applyChange(context.message, event)
  if (event.type === 'edit') {
    statements.editMessage.run(event.text, at, roomId, message.seq)
  } else if (event.type === 'reaction') {
    const reactions = message.reactions ? JSON.stringify(message.reactions) : null
    statements.reactToMessage.run(reactions, roomId, message.seq)
  } else if (event.type === 'hide' && !event.on) {
    statements.showMessage.run(message.text, roomId, message.seq)
  } else {
    const take = event.type === 'hide' ? statements.hideMessage : statements.deleteMessage
    take.run(roomId, message.seq)
    statements.scrubEdits.run(roomId, message.id)
    statements.scrubHides.run(roomId, message.id)
    if (event.type === 'delete') statements.forgetText.run(roomId, message.id)
  }
  return message
}

function clear(
  { upTo, of }: Extract<RoomEvent, { type: 'clear' }>,
  { roomId, statements, after }: WriteOptions,
): void {
  const range = [roomId, after, upTo, of ?? null]
  statements.clearEdits.run(...range)
  statements.clearHides.run(...range)
  statements.forgetTexts.run(...range)
  // Of everybody: it is not shown from now on, and erased in portions.
  if (of !== undefined) statements.clearOf.run(roomId, after, upTo, of)
}

function writeChange(
  event: Exclude<RoomEvent, { type: 'message' }>,
  { roomId, at, statements }: WriteOptions,
): void {
  const { seq, type, user } = event
  statements.addChange.run(
    roomId,
    seq,
    at,
    type,
    'id' in event ? event.id : null,
    user.id,
    user.name,
    user.role ?? null,
    textOf(event),
    type === 'reaction' ? event.emoji : null,
    'on' in event ? Number(event.on) : null,
    type === 'settings' ? JSON.stringify(event.settings) : null,
    type === 'clear' ? event.upTo : null,
    type === 'clear' ? (event.of ?? null) : null,
  )
}
