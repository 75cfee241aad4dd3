/** A table that every database has, with the same columns. */
export type Table = {
  name: string
  /** What its rows are ordered by, unique. */
  key: readonly string[]
  columns: readonly string[]
  /** Of the columns those that are 0 and 1 in SQLite. */
  booleans: readonly string[]
}

const USER = ['user_id', 'user_name', 'user_role']

/** All but `store`, in an order in which a row comes after those that it refers to. */
export const TABLES: readonly Table[] = [
  {
    name: 'rooms',
    key: ['id'],
    columns: ['id', 'name', 'epoch', 'seq', 'last_at', 'settings'],
    booleans: [],
  },
  {
    name: 'messages',
    key: ['room_id', 'seq'],
    columns: [
      ...['room_id', 'seq', 'id', 'at', ...USER, 'text', 'first_text'],
      ...['reply_to', 'edited_at', 'deleted', 'reactions'],
    ],
    booleans: ['deleted'],
  },
  {
    name: 'changes',
    key: ['room_id', 'seq'],
    columns: [
      ...['room_id', 'seq', 'at', 'type', 'message_id', ...USER],
      ...['text', 'emoji', 'is_on', 'settings'],
    ],
    booleans: ['is_on'],
  },
]

type Value = string | number | boolean | null
export type Row = Record<string, Value>
/** Where a page begins: after the row with this key. */
export type Key = readonly Value[]

/** Before all rows. */
export function firstKey({ key }: Table): Key {
  return key.map(() => -1)
}

export function keyOf({ key }: Table, row: Row): Key {
  return key.map((column) => row[column] ?? null)
}
