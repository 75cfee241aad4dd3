import {
  ADD_AUTHORS_OF_REPORTS,
  createModerationTables,
  FIND_AUTHORS_OF_REPORTS,
} from '../moderation-tables.js'

/**
 * Each entry takes the database one version further; entries are added, never changed, and leave it usable for the
 * version before, which other processes may still run. In step with `../sqlite/schema.ts`, column by column.
 *
 * A message stands once, in `messages`: the view and its event in one row (`first_text` is the text of the event where
 * an edit has changed it since). All other events stand in `changes`. Together their seqs are 1, 2, 3 … in each room.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE store (
    version INTEGER NOT NULL,
    epoch   TEXT    NOT NULL,
    secret  TEXT,
    -- While another database is copied into this one: which, as ../copy knows it.
    copying TEXT
  );
  INSERT INTO store (version, epoch) VALUES (0, replace(gen_random_uuid()::text, '-', ''));

  CREATE TABLE rooms (
    id       BIGINT  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name     TEXT    COLLATE "C" NOT NULL UNIQUE,
    epoch    TEXT    NOT NULL,
    seq      BIGINT  NOT NULL,
    last_at  BIGINT  NOT NULL,
    settings TEXT    NOT NULL
  );

  CREATE TABLE messages (
    room_id    BIGINT  NOT NULL REFERENCES rooms (id),
    seq        BIGINT  NOT NULL,
    id         TEXT    COLLATE "C" NOT NULL,
    at         BIGINT  NOT NULL,
    user_id    TEXT    NOT NULL,
    user_name  TEXT    NOT NULL,
    user_role  TEXT,
    text       TEXT    NOT NULL,
    first_text TEXT,
    reply_to   TEXT,
    edited_at  BIGINT,
    deleted    BOOLEAN NOT NULL,
    reactions  TEXT,
    PRIMARY KEY (room_id, seq)
  );

  CREATE UNIQUE INDEX messages_by_id ON messages (room_id, id);

  CREATE TABLE changes (
    room_id    BIGINT  NOT NULL REFERENCES rooms (id),
    seq        BIGINT  NOT NULL,
    at         BIGINT  NOT NULL,
    type       TEXT    NOT NULL,
    message_id TEXT    COLLATE "C",
    user_id    TEXT    NOT NULL,
    user_name  TEXT    NOT NULL,
    user_role  TEXT,
    text       TEXT,
    emoji      TEXT,
    is_on      BOOLEAN,
    settings   TEXT,
    PRIMARY KEY (room_id, seq)
  );

  CREATE INDEX edits_of_message ON changes (room_id, message_id) WHERE type = 'edit';
  `,
  // What stands up to `floor` is cleared: not shown from then on, and its text is erased up to `scrubbed`.
  `
  ALTER TABLE rooms ADD COLUMN floor BIGINT NOT NULL DEFAULT 0;
  ALTER TABLE rooms ADD COLUMN scrubbed BIGINT NOT NULL DEFAULT 0;
  CREATE INDEX rooms_to_scrub ON rooms (id) WHERE scrubbed < floor;
  ALTER TABLE messages ADD COLUMN hidden BOOLEAN NOT NULL DEFAULT false;
  ALTER TABLE changes ADD COLUMN up_to BIGINT;
  ALTER TABLE changes ADD COLUMN of_user TEXT;
  CREATE INDEX hides_of_message ON changes (room_id, message_id) WHERE type = 'hide';
  ` + createModerationTables({ int: 'BIGINT', key: 'TEXT COLLATE "C"' }),
  ADD_AUTHORS_OF_REPORTS + FIND_AUTHORS_OF_REPORTS,
]
