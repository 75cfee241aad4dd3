import type { QueryConfig } from 'pg'

const ROOM = 'id, name, epoch, seq, last_at, settings, floor'
const MESSAGE =
  'seq, id, at, user_id, user_name, user_role, text, first_text, reply_to, edited_at, deleted, hidden, reactions'
const CHANGE =
  'seq, at, type, message_id, user_id, user_name, user_role, text, emoji, is_on, settings, up_to, of_user'

/** At most `$3` messages of `rooms` older than seq `$2`, ascending. */
const MESSAGES_BEFORE = `(
  SELECT json_agg(page ORDER BY seq) FROM (
    SELECT ${MESSAGE} FROM messages WHERE room_id = rooms.id AND seq < $2 AND seq > rooms.floor
    ORDER BY seq DESC LIMIT $3
  ) AS page
) AS messages`

/**
 * Every statement of the store, in step with `../sqlite/statements.ts`. A batch is written with one statement a table,
 * however long it is: `$1` is then its rows as JSON. What must be read at one moment is read by one statement. Columns
 * are named, so that a newer process may add some.
 */
const STATEMENTS = {
  // A server that may only be read, as a standby is, takes no appends.
  ping: `SELECT current_setting('transaction_read_only') = 'on' AS is_read_only FROM store`,

  room: `SELECT ${ROOM} FROM rooms WHERE name = $1`,
  rooms: `SELECT ${ROOM} FROM rooms WHERE name > $1 ORDER BY name LIMIT $2`,
  activeRooms: `SELECT ${ROOM} FROM rooms ORDER BY last_at DESC, name LIMIT $1`,
  // In the order of names: of two processes with the same rooms one waits, and neither waits for the other.
  lockRooms: `SELECT ${ROOM} FROM rooms WHERE name = ANY ($1) ORDER BY name FOR UPDATE`,
  addRooms: `
    INSERT INTO rooms (name, epoch, seq, last_at, settings)
    SELECT name, $2, 0, 0, $3 FROM unnest($1::text[]) AS name ORDER BY name COLLATE "C"
    RETURNING ${ROOM}`,
  updateRooms: `
    UPDATE rooms SET seq = now.seq, last_at = now.last_at, settings = now.settings,
      floor = now.floor
    FROM json_populate_recordset(NULL::rooms, $1) AS now
    WHERE rooms.id = now.id`,

  messages: `
    SELECT room_id, ${MESSAGE} FROM unnest($1::bigint[], $2::text[]) AS asked (room_id, id)
    JOIN messages USING (room_id, id)`,
  addMessages: `
    INSERT INTO messages (room_id, ${MESSAGE})
    SELECT room_id, ${MESSAGE} FROM json_populate_recordset(NULL::messages, $1)`,
  // An edit, reactions or a deletion, all alike: the message as it is now.
  changeMessages: `
    UPDATE messages
    SET text = now.text, reply_to = now.reply_to, edited_at = now.edited_at, deleted = now.deleted,
        hidden = now.hidden, reactions = now.reactions,
        first_text = CASE WHEN now.edited_at IS NOT NULL AND NOT now.hidden
                     THEN coalesce(messages.first_text, messages.text) END
    FROM json_populate_recordset(NULL::messages, $1) AS now
    WHERE messages.room_id = now.room_id AND messages.seq = now.seq`,
  scrubEdits: `
    UPDATE changes SET text = ''
    FROM unnest($1::bigint[], $2::text[]) AS gone (room_id, message_id)
    WHERE changes.room_id = gone.room_id AND changes.message_id = gone.message_id
      AND changes.type = 'edit'`,
  scrubHides: `
    UPDATE changes SET text = NULL
    FROM unnest($1::bigint[], $2::text[]) AS gone (room_id, message_id)
    WHERE changes.room_id = gone.room_id AND changes.message_id = gone.message_id
      AND changes.type = 'hide'`,
  // Of the messages between two seqs: the edits by their index, and what was shown again, which is little.
  clearEdits: `
    UPDATE changes SET text = ''
    WHERE room_id = $1 AND type = 'edit' AND message_id IN (
      SELECT id FROM messages
      WHERE room_id = $1 AND seq > $2 AND seq <= $3 AND edited_at IS NOT NULL
        AND ($4::text IS NULL OR user_id = $4)
    )`,
  clearHides: `
    UPDATE changes SET text = ''
    WHERE room_id = $1 AND type = 'hide' AND text <> '' AND EXISTS (
      SELECT FROM messages
      WHERE room_id = $1 AND id = changes.message_id AND seq > $2 AND seq <= $3
        AND ($4::text IS NULL OR user_id = $4)
    )`,
  // What a hidden message said goes with it.
  forgetText: `
    DELETE FROM hidden_texts USING unnest($1::bigint[], $2::text[]) AS gone (room_id, id), rooms
    WHERE rooms.id = gone.room_id AND room = rooms.name AND message_id = gone.id`,
  forgetTexts: `
    DELETE FROM hidden_texts USING rooms
    WHERE rooms.id = $1 AND room = rooms.name AND EXISTS (
      SELECT FROM messages
      WHERE room_id = $1 AND messages.id = message_id AND messages.seq > $2 AND messages.seq <= $3
        AND ($4::text IS NULL OR user_id = $4)
    )`,
  clearOf: `
    UPDATE messages
    SET text = '', first_text = NULL, reply_to = NULL, edited_at = NULL, reactions = NULL,
        deleted = true, hidden = false
    WHERE room_id = $1 AND seq > $2 AND seq <= $3 AND user_id = $4 AND NOT deleted`,
  roomToScrub: `
    SELECT id, floor, scrubbed FROM rooms WHERE scrubbed < floor LIMIT 1 FOR UPDATE SKIP LOCKED`,
  scrubMessages: `
    UPDATE messages
    SET text = '', first_text = NULL, reply_to = NULL, edited_at = NULL, reactions = NULL,
        deleted = true, hidden = false
    WHERE room_id = $1 AND seq > $2 AND seq <= $3`,
  noteScrubbed: 'UPDATE rooms SET scrubbed = $1 WHERE id = $2',
  addChanges: `
    INSERT INTO changes (room_id, ${CHANGE})
    SELECT room_id, ${CHANGE} FROM json_populate_recordset(NULL::changes, $1)`,

  messagesBefore: `SELECT ${ROOM}, ${MESSAGES_BEFORE} FROM rooms WHERE name = $1`,
  // At most $3 seqs before seq $2 are looked at.
  search: `
    SELECT ${ROOM}, (SELECT json_agg(page ORDER BY seq DESC) FROM (
      SELECT ${MESSAGE} FROM messages
      WHERE room_id = rooms.id AND seq < $2::bigint
        AND seq > greatest(rooms.floor, least($2::bigint, rooms.seq + 1) - 1 - $3::bigint)
        AND NOT deleted AND text ILIKE $4
      ORDER BY seq DESC LIMIT $5
    ) AS page) AS messages
    FROM rooms WHERE name = $1`,
  messageById: `
    SELECT ${ROOM}, (SELECT json_agg(found) FROM (
      SELECT ${MESSAGE} FROM messages WHERE room_id = rooms.id AND id = $2
    ) AS found) AS messages
    FROM rooms WHERE name = $1`,
  // Seqs have no holes: those up to `after + limit` are `limit` events.
  eventsAfter: `
    SELECT ${ROOM},
      (SELECT json_agg(page) FROM (
        SELECT ${MESSAGE} FROM messages WHERE room_id = rooms.id AND seq > $2 AND seq <= $3
      ) AS page) AS messages,
      (SELECT json_agg(page) FROM (
        SELECT ${CHANGE} FROM changes WHERE room_id = rooms.id AND seq > $2 AND seq <= $3
      ) AS page) AS changes
    FROM rooms WHERE name = $1`,

  keepSecret: 'UPDATE store SET secret = coalesce(secret, $1) RETURNING secret',
} as const

/** A statement with its values, for a connection to prepare once. */
export function statement(name: keyof typeof STATEMENTS, values: unknown[] = []): QueryConfig {
  return { name, text: STATEMENTS[name], values }
}
