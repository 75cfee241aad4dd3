/** How a database calls the types of these columns. */
type Dialect = { int: 'INTEGER' | 'BIGINT'; key: 'TEXT' | 'TEXT COLLATE "C"' }

/**
 * The tables beside the logs, the same in every database. A `key` is made by `createKey`: in its order of time. Names of
 * rooms stand for themselves, for a room that nobody ever wrote to has rules and sanctions too.
 */
export function createModerationTables({ int, key }: Dialect): string {
  return `
  CREATE TABLE sanctions (
    id         ${key} PRIMARY KEY,
    type       TEXT NOT NULL,
    -- NULL: everywhere.
    room       TEXT,
    user_id    TEXT NOT NULL,
    user_name  TEXT NOT NULL,
    -- JSON: keyed hashes by which the person is known again under another identity.
    marks      TEXT NOT NULL,
    at         ${int} NOT NULL,
    until      ${int},
    by_user    TEXT NOT NULL,
    reason     TEXT,
    lifted_at  ${int},
    changed_at ${int} NOT NULL
  );
  CREATE INDEX sanctions_by_change ON sanctions (changed_at);

  CREATE TABLE audit (
    id      ${key} PRIMARY KEY,
    at      ${int} NOT NULL,
    by_user TEXT NOT NULL,
    action  TEXT NOT NULL,
    room    TEXT,
    target  TEXT,
    details TEXT,
    reason  TEXT
  );
  CREATE INDEX audit_of_room ON audit (room, id);

  CREATE TABLE reports (
    id         ${key} PRIMARY KEY,
    room       TEXT NOT NULL,
    message_id TEXT NOT NULL,
    seq        ${int} NOT NULL,
    by_id      TEXT NOT NULL,
    by_user    TEXT NOT NULL,
    -- Keyed hash of the network that it came from; empty where that is not known.
    mark       TEXT NOT NULL,
    -- 1: of an identity that had just been made.
    is_fresh   ${int} NOT NULL,
    reason     TEXT NOT NULL,
    at         ${int} NOT NULL,
    -- NULL: nobody has looked yet.
    outcome    TEXT,
    UNIQUE (room, message_id, by_id)
  );
  CREATE INDEX open_reports ON reports (room, id) WHERE outcome IS NULL;
  CREATE INDEX reports_by_user ON reports (by_id);

  CREATE TABLE held (
    id         ${key} PRIMARY KEY,
    room       TEXT NOT NULL,
    message_id TEXT NOT NULL,
    user_id    TEXT NOT NULL,
    by_user    TEXT NOT NULL,
    text       TEXT NOT NULL,
    reply_to   TEXT,
    at         ${int} NOT NULL,
    reason     TEXT NOT NULL,
    -- NULL: it waits. Else what became of it, and the text is gone.
    outcome    TEXT,
    UNIQUE (room, message_id)
  );
  CREATE INDEX waiting_messages ON held (room, id) WHERE outcome IS NULL;

  -- What a hidden message said, until it is shown again or deleted.
  CREATE TABLE hidden_texts (
    room       ${key} NOT NULL,
    message_id ${key} NOT NULL,
    text       TEXT NOT NULL,
    PRIMARY KEY (room, message_id)
  );

  -- Rooms that a wave of strangers has come into.
  CREATE TABLE raids (
    room   ${key} PRIMARY KEY,
    until  ${int} NOT NULL,
    -- JSON: what was set because of it, and what that was before.
    change TEXT NOT NULL,
    before TEXT NOT NULL
  );

  CREATE TABLE room_passwords (
    room ${key} PRIMARY KEY,
    hash TEXT NOT NULL
  );

  CREATE TABLE moderator_links (
    id         ${key} PRIMARY KEY,
    room       TEXT NOT NULL,
    name       TEXT NOT NULL,
    by_user    TEXT NOT NULL,
    at         ${int} NOT NULL,
    until      ${int} NOT NULL,
    revoked_at ${int}
  );

  CREATE TABLE kept_names (
    room     ${key} NOT NULL,
    -- The name as it looks, so that one that looks the same is the same.
    skeleton ${key} NOT NULL,
    name     TEXT NOT NULL,
    user_id  TEXT NOT NULL,
    until    ${int} NOT NULL,
    PRIMARY KEY (room, skeleton)
  );
  CREATE INDEX kept_names_of_user ON kept_names (user_id);

  CREATE TABLE bot_keys (
    id         ${key} PRIMARY KEY,
    name       TEXT NOT NULL,
    hash       TEXT NOT NULL UNIQUE,
    -- JSON; NULL: all.
    rooms      TEXT,
    at         ${int} NOT NULL,
    revoked_at ${int}
  );

  CREATE TABLE deliveries (
    id       ${key} PRIMARY KEY,
    url      TEXT NOT NULL,
    room     TEXT NOT NULL,
    type     TEXT NOT NULL,
    body     TEXT NOT NULL,
    at       ${int} NOT NULL,
    attempts ${int} NOT NULL,
    due_at   ${int} NOT NULL
  );
  CREATE INDEX deliveries_in_line ON deliveries (url, room, id);

  -- Tasks that one process at a time does.
  CREATE TABLE leases (
    name   ${key} PRIMARY KEY,
    holder TEXT NOT NULL,
    until  ${int} NOT NULL
  );
  `
}

/** Who wrote the message that a report is of. */
export const ADD_AUTHORS_OF_REPORTS = `ALTER TABLE reports ADD COLUMN of_id TEXT NOT NULL DEFAULT '';`

/** For the reports that there were before. */
export const FIND_AUTHORS_OF_REPORTS = `
  UPDATE reports SET of_id = coalesce((
    SELECT user_id FROM messages JOIN rooms ON rooms.id = messages.room_id
    WHERE rooms.name = reports.room AND messages.seq = reports.seq
  ), '');
`
