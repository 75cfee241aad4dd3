import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { MIGRATIONS } from '../sqlite/schema.js'
import { TABLES } from './tables.js'

test('a copy leaves out no table and no column of the schema', () => {
  const database = new DatabaseSync(':memory:')
  for (const sql of MIGRATIONS) database.exec(sql)
  const columns = database
    .prepare(
      `SELECT m.name || '.' || c.name AS name FROM sqlite_master AS m, pragma_table_info(m.name) AS c
       WHERE m.type = 'table' AND m.name NOT IN ('store', 'sqlite_sequence')`,
    )
    .all()
    .map(({ name }) => name)
  const copied = TABLES.flatMap((table) => table.columns.map((name) => `${table.name}.${name}`))
  expect(copied.toSorted()).toEqual(columns.toSorted())
  database.close()
})
