import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { Append, Verdict } from '../append.js'
import { DurableLog } from './durable-log.js'
import { SqliteStore } from './sqlite-store.js'

const accept = (): Verdict => ({ type: 'append' })
const ann = { id: 'ann', name: 'Ann' }
const say = (text: string): Append => ({
  type: 'message',
  room: 'tea',
  user: ann,
  id: randomUUID(),
  text,
})

async function openStore() {
  const folder = await mkdtemp(join(tmpdir(), 'chat-test-'))
  const store = new SqliteStore({ path: join(folder, 'chat.db') })
  await store.open()
  onTestFinished(async () => {
    vi.restoreAllMocks()
    await store.close()
    await rm(folder, { recursive: true, force: true })
  })
  return { store, folder }
}

test('an append is answered once the disk has it, and not before', async () => {
  const { store } = await openStore()
  let reachDisk = () => {}
  vi.spyOn(DurableLog.prototype, 'sync').mockReturnValue(
    new Promise((resolve) => (reachDisk = resolve)),
  )
  let isAnswered = false
  const appended = store.append([say('1')], accept).then(() => (isAnswered = true))

  await new Promise(setImmediate)
  expect(isAnswered).toBe(false)
  reachDisk()
  await appended
})

test('an append that the disk did not take is a failure', async () => {
  const { store } = await openStore()
  vi.spyOn(DurableLog.prototype, 'sync').mockRejectedValue(new Error('EIO'))
  await expect(store.append([say('1')], accept)).rejects.toThrow('EIO')
})

test('a closed store is one file, and answers nothing', async () => {
  const { store, folder } = await openStore()
  await store.append([say('1')], accept)
  await store.close()
  await store.close()
  expect(await readdir(folder)).toEqual(['chat.db'])
  await expect(store.ping()).rejects.toThrow('not open')
  await expect(store.append([say('2')], accept)).rejects.toThrow('not open')
})
