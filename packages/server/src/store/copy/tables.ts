/** A table that every database has, with the same columns. */
export type Table = {
  name: string
  /** What its rows are ordered by, unique. */
  key: readonly string[]
  columns: readonly string[]
  /** Of the columns those that are 0 and 1 in SQLite. */
  booleans: readonly string[]
  /** Whether the columns of the key are texts, and not numbers. */
  hasTextKey?: true
}

const USER = ['user_id', 'user_name', 'user_role']

/** All but `store`, in an order in which a row comes after those that it refers to. */
export const TABLES: readonly Table[] = [
  {
    name: 'rooms',
    key: ['id'],
    columns: ['id', 'name', 'epoch', 'seq', 'last_at', 'settings', 'floor', 'scrubbed'],
    booleans: [],
  },
  {
    name: 'messages',
    key: ['room_id', 'seq'],
    columns: [
      ...['room_id', 'seq', 'id', 'at', ...USER, 'text', 'first_text'],
      ...['reply_to', 'edited_at', 'deleted', 'hidden', 'reactions'],
    ],
    booleans: ['deleted', 'hidden'],
  },
  {
    name: 'changes',
    key: ['room_id', 'seq'],
    columns: [
      ...['room_id', 'seq', 'at', 'type', 'message_id', ...USER],
      ...['text', 'emoji', 'is_on', 'settings', 'up_to', 'of_user'],
    ],
    booleans: ['is_on'],
  },
  table(
    'sanctions',
    ['id'],
    [
      ...['type', 'room', 'user_id', 'user_name', 'marks', 'at', 'until', 'by_user', 'reason'],
      ...['lifted_at', 'changed_at'],
    ],
  ),
  table('audit', ['id'], ['at', 'by_user', 'action', 'room', 'target', 'details', 'reason']),
  table(
    'reports',
    ['id'],
    [
      ...['room', 'message_id', 'seq', 'of_id', 'by_id', 'by_user', 'mark', 'is_fresh'],
      ...['reason', 'at', 'outcome'],
    ],
  ),
  table(
    'held',
    ['id'],
    [
      ...[
        'room',
        'message_id',
        'user_id',
        'by_user',
        'text',
        'reply_to',
        'at',
        'reason',
        'outcome',
      ],
    ],
  ),
  table('hidden_texts', ['room', 'message_id'], ['text']),
  table('raids', ['room'], ['until', 'change', 'before']),
  table('room_passwords', ['room'], ['hash']),
  table('moderator_links', ['id'], ['room', 'name', 'by_user', 'at', 'until', 'revoked_at']),
  table('kept_names', ['room', 'skeleton'], ['name', 'user_id', 'until']),
  table('bot_keys', ['id'], ['name', 'hash', 'rooms', 'at', 'revoked_at']),
  table('deliveries', ['id'], ['url', 'room', 'type', 'body', 'at', 'attempts', 'due_at']),
  table('leases', ['name'], ['holder', 'until']),
]

function table(name: string, key: readonly string[], columns: readonly string[]): Table {
  return { name, key, columns: [...key, ...columns], booleans: [], hasTextKey: true }
}

type Value = string | number | boolean | null
export type Row = Record<string, Value>
/** Where a page begins: after the row with this key. */
export type Key = readonly Value[]

/** Before all rows. */
export function firstKey({ key, hasTextKey }: Table): Key {
  // Smaller than all: counts, or texts that are not empty.
  return key.map(() => (hasTextKey ? '' : -1))
}

export function keyOf({ key }: Table, row: Row): Key {
  return key.map((column) => row[column] ?? null)
}
