import { DEFAULT_LIMITS, type Limits, type RoomEvent, type User } from '@chat/protocol'
import { randomUUID } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import type { Append } from '../store/append.js'
import { MemoryStore } from '../store/memory-store.js'
import { RoomLog, type RoomLogOptions } from './room-log.js'

const ann: User = { id: 'ann', name: 'Ann' }
const ben: User = { id: 'ben', name: 'Ben' }

function say(text: string, room = 'tea'): Append {
  return { type: 'message', room, user: ann, id: randomUUID(), text }
}

function createLog(limits: Partial<Limits> = {}, options: Partial<RoomLogOptions> = {}) {
  const store = new MemoryStore()
  const flushes: ReadonlyMap<string, RoomEvent[]>[] = []
  const onError = vi.fn()
  const log = new RoomLog({
    store,
    limits: { ...DEFAULT_LIMITS, ...limits },
    onCommitted: (events) => flushes.push(events),
    onError,
    ...options,
  })
  return { store, log, flushes, onError }
}

test('a flush tells of each room once, with all its new events', async () => {
  const { log, flushes } = createLog()
  await Promise.all(['1', '2', '3'].map((text) => log.append(say(text, text === '2' ? 'b' : 'a'))))
  expect(flushes).toHaveLength(1)
  expect(flushes[0]?.get('a')?.map(({ seq }) => seq)).toEqual([1, 2])
  expect(flushes[0]?.get('b')?.map(({ seq }) => seq)).toEqual([1])
})

test('what is repeated or refused is told to nobody', async () => {
  const { log, flushes } = createLog()
  const once = say('1')
  await log.append(once)
  const again = await log.append(once)
  await expect(log.append({ ...once, user: ben })).rejects.toMatchObject({ code: 'conflict' })
  expect(again.event).toBeUndefined()
  expect(again.message?.seq).toBe(1)
  expect(flushes).toHaveLength(1)
})

test('a store that fails is unavailable to the asker, and the failure is the operator’s', async () => {
  const onUncertain = vi.fn()
  const { log, store, onError } = createLog({}, { onUncertain })
  const failure = new Error('disk I/O error at /var/lib/chat')
  const write = vi.spyOn(store, 'append').mockRejectedValue(failure)
  vi.spyOn(store, 'ping').mockRejectedValue(failure)
  vi.spyOn(store, 'room').mockRejectedValue(failure)
  vi.spyOn(store, 'latest').mockRejectedValue(failure)
  vi.spyOn(store, 'history').mockRejectedValue(failure)

  const asked = [
    () => log.append(say('1')),
    () => log.ping(),
    () => log.room('tea'),
    () => log.latest('tea'),
    () => log.history('tea', 9),
    () => log.catchUp('tea', { after: 0 }),
  ]
  for (const ask of asked) {
    const refusal: unknown = await ask().catch((error: unknown) => error)
    expect(refusal).toMatchObject({ code: 'unavailable' })
    expect(String(refusal)).not.toContain('disk')
  }
  expect(onError).toHaveBeenCalledTimes(asked.length)
  expect(onError).toHaveBeenCalledWith(failure)
  expect(onUncertain).toHaveBeenCalledExactlyOnceWith(new Set(['tea']))

  write.mockRestore()
  expect(await log.append(say('2'))).toMatchObject({ message: { seq: 1 } })
})

test('of appends that fail together the operator hears once', async () => {
  const { log, store, onError } = createLog()
  vi.spyOn(store, 'append').mockRejectedValueOnce(new Error('disk I/O error'))
  const refusals = await Promise.allSettled([log.append(say('1')), log.append(say('2'))])
  expect(refusals).toMatchObject([
    { reason: { code: 'unavailable' } },
    { reason: { code: 'unavailable' } },
  ])
  expect(onError).toHaveBeenCalledOnce()
})

test('what is stored is acknowledged, though telling others of it fails', async () => {
  const failure = new Error('nobody listens')
  const { log, onError } = createLog(
    {},
    {
      onCommitted: () => {
        throw failure
      },
    },
  )
  expect(await log.append(say('1'))).toMatchObject({ message: { seq: 1 } })
  expect(onError).toHaveBeenCalledWith(failure)
})

test('while draining nothing new is taken, and what was taken is settled first', async () => {
  const { log } = createLog()
  const taken = log.append(say('1'))
  const drained = log.drain()
  await expect(log.append(say('2'))).rejects.toMatchObject({ code: 'shutting_down' })
  await expect(log.ping()).rejects.toMatchObject({ code: 'shutting_down' })
  await drained
  expect(await taken).toMatchObject({ message: { seq: 1 } })
})

test('a page has no more messages than the limits say', async () => {
  const { log } = createLog({ historyPage: 2, historyPageMax: 3 })
  for (const text of ['1', '2', '3', '4']) await log.append(say(text))
  expect((await log.latest('tea')).messages).toHaveLength(2)
  expect((await log.latest('tea', 1)).messages).toHaveLength(1)
  expect((await log.latest('tea', 99)).messages).toHaveLength(3)
  expect(await log.history('tea', 9, 99)).toMatchObject({
    messages: [{ text: '2' }, { text: '3' }, { text: '4' }],
    hasMore: true,
  })
})

test('a gap as large as is replayed is replayed, and one more begins anew', async () => {
  const { log } = createLog({ resumeEvents: 3 })
  for (const text of ['1', '2', '3', '4']) await log.append(say(text))
  expect(await log.catchUp('tea', { after: 1 })).toMatchObject({ events: [{}, {}, {}] })
  expect(await log.catchUp('tea', { after: 0 })).toMatchObject({ reset: true })
  expect(await log.catchUp('tea', { after: 5 })).toMatchObject({ reset: true })
  expect(await log.catchUp('tea', { after: 4, epoch: 'another' })).toMatchObject({ reset: true })
})

test('a gap of more text than fits one answer begins anew', async () => {
  const { log } = createLog({ textLength: 400_000 })
  for (const text of ['a', 'b', 'c']) await log.append(say(text.repeat(400_000)))
  expect(await log.catchUp('tea', { after: 1 })).toMatchObject({ events: [{}, {}] })
  expect(await log.catchUp('tea', { after: 0 })).toMatchObject({ reset: true })
})
