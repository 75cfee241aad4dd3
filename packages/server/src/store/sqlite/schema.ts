import {
  ADD_AUTHORS_OF_REPORTS,
  createModerationTables,
  FIND_AUTHORS_OF_REPORTS,
} from '../moderation-tables.js'

/**
 * Each entry takes the database one version further; entries are added, never changed.
 *
 * A message stands once, in `messages`: the view and its event in one row (`first_text` is the text of the event where
 * an edit has changed it since). All other events stand in `changes`. Together their seqs are 1, 2, 3 … in each room.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE store (
    epoch TEXT NOT NULL
  ) STRICT;
  INSERT INTO store (epoch) VALUES (lower(hex(randomblob(16))));

  CREATE TABLE rooms (
    id       INTEGER PRIMARY KEY,
    name     TEXT    NOT NULL UNIQUE,
    epoch    TEXT    NOT NULL,
    seq      INTEGER NOT NULL,
    last_at  INTEGER NOT NULL,
    settings TEXT    NOT NULL
  ) STRICT;

  CREATE TABLE messages (
    room_id    INTEGER NOT NULL REFERENCES rooms (id),
    seq        INTEGER NOT NULL,
    id         TEXT    NOT NULL,
    at         INTEGER NOT NULL,
    user_id    TEXT    NOT NULL,
    user_name  TEXT    NOT NULL,
    user_role  TEXT,
    text       TEXT    NOT NULL,
    first_text TEXT,
    reply_to   TEXT,
    edited_at  INTEGER,
    deleted    INTEGER NOT NULL DEFAULT 0,
    reactions  TEXT,
    PRIMARY KEY (room_id, seq)
  ) STRICT, WITHOUT ROWID;

  CREATE UNIQUE INDEX messages_by_id ON messages (room_id, id);

  CREATE TABLE changes (
    room_id    INTEGER NOT NULL REFERENCES rooms (id),
    seq        INTEGER NOT NULL,
    at         INTEGER NOT NULL,
    type       TEXT    NOT NULL,
    message_id TEXT,
    user_id    TEXT    NOT NULL,
    user_name  TEXT    NOT NULL,
    user_role  TEXT,
    text       TEXT,
    emoji      TEXT,
    is_on      INTEGER,
    settings   TEXT,
    PRIMARY KEY (room_id, seq)
  ) STRICT, WITHOUT ROWID;

  CREATE INDEX edits_of_message ON changes (room_id, message_id) WHERE type = 'edit';
  `,
  // What stands up to `floor` is cleared: not shown from then on, and its text is erased up to `scrubbed`.
  `
  ALTER TABLE rooms ADD COLUMN floor INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE rooms ADD COLUMN scrubbed INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX rooms_to_scrub ON rooms (id) WHERE scrubbed < floor;
  ALTER TABLE messages ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE changes ADD COLUMN up_to INTEGER;
  ALTER TABLE changes ADD COLUMN of_user TEXT;
  CREATE INDEX hides_of_message ON changes (room_id, message_id) WHERE type = 'hide';
  ` + createModerationTables({ int: 'INTEGER', key: 'TEXT' }),
  ADD_AUTHORS_OF_REPORTS + FIND_AUTHORS_OF_REPORTS,
  // By id first: ids begin with the time, so that what is said in all rooms at about one time stands in one page of the
  // index, and not in one for each room.
  `
  DROP INDEX messages_by_id;
  CREATE UNIQUE INDEX messages_by_id ON messages (id, room_id);
  `,
]
