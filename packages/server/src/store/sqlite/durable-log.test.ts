import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Append, Verdict } from '../append.js'
import { DurableLog } from './durable-log.js'
import { SqliteStore } from './sqlite-store.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chat-durable-log-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const accept = (): Verdict => ({ type: 'append' })
const message = (id: string): Append => {
  return { type: 'message', room: 'support', user: { id: 'u', name: 'Owl' }, id, text: 'Hello' }
}

test('nobody reads what is not on disk yet', async () => {
  const store = new SqliteStore({ path: join(folder, 'chat.db') })
  await store.open()
  const order: string[] = []

  const appended = store.append([message('1')], accept).then(() => order.push('on disk'))
  // By now the transaction is committed, and its log on the way to the disk.
  await Promise.resolve()
  const page = store.latest('support', 10).then(({ messages }) => {
    order.push('read')
    return messages
  })

  await appended
  expect(await page).toHaveLength(1)
  expect(order).toEqual(['on disk', 'read'])
  await store.close()
})

test('appends that follow each other closely keep their order', async () => {
  const store = new SqliteStore({ path: join(folder, 'chat.db') })
  await store.open()

  const results = await Promise.all(
    ['1', '2', '3'].map((id) => store.append([message(id)], accept)),
  )

  expect(results.flat()).toMatchObject([1, 2, 3].map((seq) => ({ event: { seq } })))
  await store.close()
})

test('once the disk has failed, nothing counts as stored any more', async () => {
  const path = join(folder, 'chat.db')
  const database = new DatabaseSync(path)
  database.exec('PRAGMA journal_mode = WAL; CREATE TABLE t (x)')
  const log = new DurableLog(path)
  await log.sync()
  expect(log.unsettled).toBeUndefined()

  log.close()

  await expect(log.sync()).rejects.toThrow('EBADF')
  await expect(log.unsettled).rejects.toThrow('EBADF')
  database.close()
})
