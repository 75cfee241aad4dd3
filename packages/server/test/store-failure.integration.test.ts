import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { eventually } from './eventually.js'
import { startServer } from './running-server.js'
import { useTemporaryFolder } from './temporary-folder.js'
import { Visitor } from './visitor.js'

const folder = useTemporaryFolder()

test('while another program locks the database clients are told, and it goes on when that ends', async () => {
  const { url } = await startServer({ dataDir: join(folder, 'locked'), database: 'sqlite' })
  const ann = await Visitor.arrive(url)
  await ann.request('join', { room: 'tea' })
  await ann.request('message', { room: 'tea', text: 'Before' })
  const other = new DatabaseSync(join(folder, 'locked', 'chat.db'))
  other.exec('BEGIN IMMEDIATE')

  expect(await ann.codeOf('message', { room: 'tea', text: 'Meanwhile' })).toBe('unavailable')
  expect(await ann.codeOf('history', { room: 'tea', before: 9 })).toBe('ok')
  other.exec('ROLLBACK')
  other.close()

  const { message } = await ann.request('message', { room: 'tea', text: 'After' })
  expect(message.seq).toBe(2)
  await eventually(() => expect(ann.texts('tea')).toEqual(['Before', 'After']))
})
