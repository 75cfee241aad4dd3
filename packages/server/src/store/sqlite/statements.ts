import type { DatabaseSync } from 'node:sqlite'

const MESSAGE =
  'seq, id, at, user_id, user_name, user_role, text, first_text, reply_to, edited_at, deleted, hidden, reactions'
const CHANGE =
  'seq, at, type, message_id, user_id, user_name, user_role, text, emoji, is_on, settings, up_to, of_user'

export type Statements = ReturnType<typeof prepareStatements>

/** Every statement of the store, prepared once. */
export function prepareStatements(database: DatabaseSync) {
  return {
    ping: database.prepare('SELECT 1 FROM store'),
    begin: database.prepare('BEGIN'),
    beginWrite: database.prepare('BEGIN IMMEDIATE'),
    commit: database.prepare('COMMIT'),
    rollback: database.prepare('ROLLBACK'),

    room: database.prepare('SELECT * FROM rooms WHERE name = ?'),
    rooms: database.prepare('SELECT * FROM rooms WHERE name > ? ORDER BY name LIMIT ?'),
    activeRooms: database.prepare('SELECT * FROM rooms ORDER BY last_at DESC, name LIMIT ?'),
    addRoom: database.prepare(
      `INSERT INTO rooms (name, epoch, seq, last_at, settings) VALUES (?, ?, 0, 0, ?) RETURNING *`,
    ),
    updateRoom: database.prepare(
      'UPDATE rooms SET seq = ?, last_at = ?, settings = ?, floor = ? WHERE id = ?',
    ),

    message: database.prepare(`SELECT ${MESSAGE} FROM messages WHERE room_id = ? AND id = ?`),
    hasMessage: database.prepare('SELECT 1 FROM messages WHERE room_id = ? AND id = ?'),
    addMessage: database.prepare(
      `INSERT INTO messages (room_id, seq, id, at, user_id, user_name, user_role, text, reply_to)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    editMessage: database.prepare(
      `UPDATE messages SET first_text = coalesce(first_text, text), text = ?, edited_at = ?
       WHERE room_id = ? AND seq = ?`,
    ),
    reactToMessage: database.prepare(
      'UPDATE messages SET reactions = ? WHERE room_id = ? AND seq = ?',
    ),
    deleteMessage: database.prepare(
      `UPDATE messages
       SET text = '', first_text = NULL, reply_to = NULL, edited_at = NULL, reactions = NULL,
           deleted = 1, hidden = 0
       WHERE room_id = ? AND seq = ?`,
    ),
    hideMessage: database.prepare(
      `UPDATE messages SET text = '', first_text = NULL, hidden = 1 WHERE room_id = ? AND seq = ?`,
    ),
    showMessage: database.prepare(
      'UPDATE messages SET text = ?, hidden = 0 WHERE room_id = ? AND seq = ?',
    ),
    // What a hidden message said goes with it.
    forgetText: database.prepare(
      `DELETE FROM hidden_texts
       WHERE room = (SELECT name FROM rooms WHERE id = ?1) AND message_id = ?2`,
    ),
    forgetTexts: database.prepare(
      `DELETE FROM hidden_texts
       WHERE room = (SELECT name FROM rooms WHERE id = ?1) AND EXISTS (
         SELECT 1 FROM messages
         WHERE room_id = ?1 AND id = message_id AND seq > ?2 AND seq <= ?3
           AND (?4 IS NULL OR user_id = ?4)
       )`,
    ),
    // Two statements, for each has an index of its own; which SQLite, left to itself, does not take, and looks through all
    // changes of the room.
    scrubEdits: database.prepare(
      `UPDATE changes INDEXED BY edits_of_message SET text = ''
       WHERE room_id = ? AND message_id = ? AND type = 'edit'`,
    ),
    scrubHides: database.prepare(
      `UPDATE changes INDEXED BY hides_of_message SET text = NULL
       WHERE room_id = ? AND message_id = ? AND type = 'hide'`,
    ),
    // Of the messages between two seqs: the edits by their index, and what was shown again, which is little.
    clearEdits: database.prepare(
      `UPDATE changes INDEXED BY edits_of_message SET text = ''
       WHERE room_id = ?1 AND type = 'edit' AND message_id IN (
         SELECT id FROM messages
         WHERE room_id = ?1 AND seq > ?2 AND seq <= ?3 AND edited_at IS NOT NULL
           AND (?4 IS NULL OR user_id = ?4)
       )`,
    ),
    clearHides: database.prepare(
      `UPDATE changes INDEXED BY hides_of_message SET text = ''
       WHERE room_id = ?1 AND type = 'hide' AND text <> '' AND EXISTS (
         SELECT 1 FROM messages
         WHERE room_id = ?1 AND id = changes.message_id AND seq > ?2 AND seq <= ?3
           AND (?4 IS NULL OR user_id = ?4)
       )`,
    ),
    clearOf: database.prepare(
      `UPDATE messages
       SET text = '', first_text = NULL, reply_to = NULL, edited_at = NULL, reactions = NULL,
           deleted = 1, hidden = 0
       WHERE room_id = ? AND seq > ? AND seq <= ? AND user_id = ? AND NOT deleted`,
    ),
    roomToScrub: database.prepare(
      'SELECT id, floor, scrubbed FROM rooms WHERE scrubbed < floor LIMIT 1',
    ),
    scrubMessages: database.prepare(
      `UPDATE messages
       SET text = '', first_text = NULL, reply_to = NULL, edited_at = NULL, reactions = NULL,
           deleted = 1, hidden = 0
       WHERE room_id = ? AND seq > ? AND seq <= ?`,
    ),
    noteScrubbed: database.prepare('UPDATE rooms SET scrubbed = ? WHERE id = ?'),
    addChange: database.prepare(
      `INSERT INTO changes (room_id, seq, at, type, message_id, user_id, user_name, user_role,
                            text, emoji, is_on, settings, up_to, of_user)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),

    messagesBefore: database.prepare(
      `SELECT ${MESSAGE} FROM messages WHERE room_id = ? AND seq < ? AND seq > ? ORDER BY seq DESC LIMIT ?`,
    ),
    search: database.prepare(
      `SELECT ${MESSAGE} FROM messages
       WHERE room_id = ? AND seq < ? AND seq > ? AND NOT deleted AND text LIKE ? ESCAPE '\\'
       ORDER BY seq DESC LIMIT ?`,
    ),
    // Seqs have no holes: those up to `after + limit` are `limit` events.
    messagesAfter: database.prepare(
      `SELECT ${MESSAGE} FROM messages WHERE room_id = ? AND seq > ? AND seq <= ?`,
    ),
    changesAfter: database.prepare(
      `SELECT ${CHANGE} FROM changes WHERE room_id = ? AND seq > ? AND seq <= ?`,
    ),
  }
}
