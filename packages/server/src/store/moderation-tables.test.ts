import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { MIGRATIONS } from './sqlite/schema.js'

test('reports of a database made before they named the author of the message name them afterwards', () => {
  const database = new DatabaseSync(':memory:')
  const [logs = '', moderation = '', authors = ''] = MIGRATIONS
  database.exec(logs + moderation)
  database.exec(`
    INSERT INTO rooms (id, name, epoch, seq, last_at, settings) VALUES (1, 'tea', 'e', 2, 0, '{}');
    INSERT INTO messages (room_id, seq, id, at, user_id, user_name, text)
      VALUES (1, 2, 'm2', 0, 'u_ben', 'Ben', 'Buy this');
    INSERT INTO reports (id, room, message_id, seq, by_id, by_user, mark, is_fresh, reason, at)
      VALUES ('r1', 'tea', 'm2', 2, 'u_ada', '{}', '', 0, 'spam', 0),
             ('r2', 'gone', 'm2', 2, 'u_ada', '{}', '', 0, 'spam', 0);
  `)

  database.exec(authors)

  expect(database.prepare('SELECT id, of_id FROM reports ORDER BY id').all()).toEqual([
    { id: 'r1', of_id: 'u_ben' },
    { id: 'r2', of_id: '' },
  ])
  database.close()
})
