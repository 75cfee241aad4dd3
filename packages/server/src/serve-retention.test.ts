import { DEFAULT_LIMITS } from '@chat/protocol'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, onTestFinished, test, vi } from 'vitest'
import { readOptions } from './options.js'
import { RoomLog } from './room/room-log.js'
import { serveRetention } from './serve-retention.js'
import { keyOf } from './store/create-key.js'
import { MemoryStore } from './store/memory-store.js'

test('what has gone with time is handed on to be erased, and closing does not wait for a huge clear', async () => {
  const store = new MemoryStore()
  onTestFinished(() => store.close())
  // As if there were no end of cleared messages.
  store.scrub = async () => {
    await nextTurn()
    return true
  }
  await store.sql.write({
    text: 'INSERT INTO audit (id, at, by_user, action) VALUES ($1, 1, $2, $3)',
    values: [keyOf(1), '{}', 'ban'],
  })
  const onDelete = vi.fn()
  const retention = serveRetention({
    store,
    log: new RoomLog({ store, limits: DEFAULT_LIMITS, onCommitted() {} }),
    settings: readOptions({ database: 'memory', logLevel: 'silent' }),
    onDelete,
    onError: (error) => expect.fail(String(error)),
  })
  retention.look()
  await vi.waitFor(async () => expect(await store.sql.read('SELECT id FROM audit')).toEqual([]))
  await retention.close()
  expect(onDelete).toHaveBeenCalledTimes(1)
})
