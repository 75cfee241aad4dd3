import { DEFAULT_ROOM_SETTINGS, type Message } from '@chat/protocol'
import type { ClientBase } from 'pg'
import type { Append, AppendResult, Decide } from '../append.js'
import { draftBatch, type RoomBase, type RoomDraft } from '../room-draft.js'
import { parseSettings, toMessage, type MessageRow, type RoomRow } from '../rows.js'
import { toChangeRow, toMessageRow } from './new-rows.js'
import { statement } from './statements.js'

type Options = { client: ClientBase; epoch: string; decide: Decide; now: number }

/**
 * Runs the appends of one transaction; the caller begins and ends it.
 *
 * The rooms that exist stay locked until then: whoever else appends to one of them waits, and finds what was written
 * here. A room that somebody else makes at the same time is a unique violation, and the batch is to be run again.
 */
export async function appendBatch(
  batch: readonly Append[],
  { client, epoch, decide, now }: Options,
): Promise<AppendResult[]> {
  const rooms = await lockRooms(batch, client)
  const messages = await readMessages(batch, { rooms, client })
  const find = (name: string) => toBase(rooms.get(name), messages)
  const { results, drafts } = draftBatch(batch, { find, decide, now })
  if (drafts.size > 0) await write(drafts, { rooms, client, epoch })
  return results
}

/** The row of each room that exists, by name. */
type Rooms = Map<string, RoomRow>

async function lockRooms(batch: readonly Append[], client: ClientBase): Promise<Rooms> {
  const names = [...new Set(batch.map(({ room }) => room))]
  const { rows } = await client.query<RoomRow>(statement('lockRooms', [names]))
  return new Map(rows.map((row) => [row.name, row]))
}

/** The messages that the appends are about or answer, by room and id. */
type Messages = Map<number, Map<string, Message>>

async function readMessages(
  batch: readonly Append[],
  { rooms, client }: { rooms: Rooms; client: ClientBase },
): Promise<Messages> {
  const asked = batch.flatMap((append) => {
    const roomId = rooms.get(append.room)?.id
    if (roomId === undefined || !('id' in append)) return []
    const replyTo = append.type === 'message' ? append.replyTo : undefined
    return [append.id, ...(replyTo === undefined ? [] : [replyTo])].map((id) => ({ roomId, id }))
  })
  const messages: Messages = new Map()
  if (asked.length === 0) return messages
  const { rows } = await client.query<MessageRow & { room_id: number }>(
    statement('messages', [asked.map(({ roomId }) => roomId), asked.map(({ id }) => id)]),
  )
  const floors = new Map([...rooms.values()].map(({ id, floor }) => [id, floor]))
  for (const row of rows) {
    const ofRoom = messages.get(row.room_id) ?? new Map<string, Message>()
    messages.set(row.room_id, ofRoom.set(row.id, toMessage(row, floors.get(row.room_id) ?? 0)))
  }
  return messages
}

function toBase(row: RoomRow | undefined, messages: Messages): RoomBase {
  return {
    seq: row?.seq ?? 0,
    lastAt: row?.last_at ?? 0,
    floor: row?.floor ?? 0,
    settings: row ? parseSettings(row.settings) : DEFAULT_ROOM_SETTINGS,
    message: (id) => (row ? messages.get(row.id)?.get(id) : undefined),
  }
}

async function write(
  drafts: ReadonlyMap<string, RoomDraft>,
  { rooms, client, epoch }: { rooms: Rooms; client: ClientBase; epoch: string },
): Promise<void> {
  const missing = [...drafts.keys()].filter((name) => !rooms.has(name))
  if (missing.length > 0) {
    const settings = JSON.stringify(DEFAULT_ROOM_SETTINGS)
    const { rows } = await client.query<RoomRow>(statement('addRooms', [missing, epoch, settings]))
    for (const row of rows) rooms.set(row.name, row)
  }
  const written = [...drafts].flatMap(([name, draft]) => {
    const room = rooms.get(name)
    return room ? toRows(room, draft) : []
  })
  const run = async (name: Parameters<typeof statement>[0], rows: readonly object[]) => {
    if (rows.length > 0) await client.query(statement(name, [JSON.stringify(rows)]))
  }
  const added = written.flatMap((rows) => rows.newMessages)
  const changed = written.flatMap((rows) => rows.changedMessages)
  const gone = [...added, ...changed].filter((row) => row.deleted || row.hidden)
  await run('addMessages', added)
  await run('changeMessages', changed)
  await run(
    'addChanges',
    written.flatMap((rows) => rows.changes),
  )
  if (gone.length > 0) {
    const ids = [gone.map((row) => row.room_id), gone.map((row) => row.id)]
    await client.query(statement('scrubEdits', ids))
    await client.query(statement('scrubHides', ids))
    const deleted = changed.filter((row) => row.deleted)
    if (deleted.length > 0) {
      await client.query(
        statement('forgetText', [deleted.map((row) => row.room_id), deleted.map((row) => row.id)]),
      )
    }
  }
  for (const [name, { clears }] of drafts) {
    const { id: roomId, floor } = rooms.get(name) ?? {}
    for (const { upTo, of, after } of clears) {
      const range = [roomId, Math.max(floor ?? 0, after), upTo, of]
      await client.query(statement('clearEdits', range))
      await client.query(statement('clearHides', range))
      await client.query(statement('forgetTexts', range))
      // Of everybody: it is not shown from now on, and erased in portions.
      if (of !== undefined) await client.query(statement('clearOf', range))
    }
  }
  await run(
    'updateRooms',
    written.map((rows) => rows.room),
  )
}

/** What a draft writes to each table. */
function toRows(room: RoomRow, draft: RoomDraft) {
  const firstTexts = new Map(
    draft.events.flatMap((event) =>
      event.type === 'message' ? [[event.message.id, event.message.text]] : [],
    ),
  )
  const messages = [...draft.messages.values()]
  const isNew = ({ id }: Message) => firstTexts.has(id)
  return {
    room: {
      ...room,
      seq: room.seq + draft.events.length,
      last_at: draft.lastAt,
      floor: draft.floor,
      settings: JSON.stringify(draft.settings),
    },
    newMessages: messages.filter(isNew).map((message) => {
      const hasFirstText = message.editedAt !== undefined && !message.hidden
      const firstText = hasFirstText ? firstTexts.get(message.id) : undefined
      return toMessageRow(message, {
        roomId: room.id,
        ...(firstText !== undefined && { firstText }),
      })
    }),
    changedMessages: messages
      .filter((message) => !isNew(message))
      .map((message) => toMessageRow(message, { roomId: room.id })),
    changes: draft.events.flatMap((event) =>
      event.type === 'message' ? [] : toChangeRow(event, room.id),
    ),
  }
}
