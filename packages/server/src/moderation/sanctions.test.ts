import { expect, onTestFinished, test } from 'vitest'
import type { Sql } from '../store/sql.js'
import { MemoryStore } from '../store/memory-store.js'
import { AuditTrail } from './audit-trail.js'
import { KnownPersons } from './known-persons.js'
import { Sanctions } from './sanctions.js'

const host = { id: 'server', name: 'Server', role: 'host' as const }
const ann = { user: { id: 'ann', name: 'Ann' }, since: 0, marks: [] }
const room = 'tea'

/** Bans, over a storage whose answers to reading can be kept back after it was read. */
async function open() {
  const store = new MemoryStore()
  await store.open()
  onTestFinished(() => store.close())
  let wait = Promise.resolve()
  let reads = 0
  const sql: Sql = {
    write: (...statements) => store.sql.write(...statements),
    async read(text, ...values) {
      const rows = await store.sql.read(text, ...values)
      reads += 1
      await wait
      return rows
    },
  }
  const begun: string[] = []
  const sanctions = new Sanctions({
    ...{ sql, persons: new KnownPersons(), onLift: () => {} },
    onBegin: ({ id }) => begun.push(id),
    onError: (error) => {
      throw error
    },
  })
  await sanctions.open()
  onTestFinished(() => sanctions.close())
  const audit = new AuditTrail(store.sql)
  const entry = (action: string) => () => audit.entry({ by: host, action })
  const ban = () =>
    sanctions.impose(
      { type: 'ban', user: ann.user, room, seconds: undefined, by: host, reason: undefined },
      entry('ban'),
    )
  return {
    ...{ store, sanctions, begun, ban },
    lift: (id: string) => sanctions.lift(id, undefined, entry('lift')),
    reads: () => reads,
    keepBack: () => {
      let letThrough = () => {}
      wait = new Promise((resolve) => (letThrough = resolve))
      return letThrough
    },
  }
}

test('a ban that is lifted while others are read does not come back with them', async () => {
  const { sanctions, begun, ban, lift, keepBack, reads } = await open()
  const { id } = await ban()
  expect(begun).toEqual([id])
  const letThrough = keepBack()
  const before = reads()
  const refreshing = sanctions.refresh()
  await expect.poll(reads, { timeout: 20_000 }).toBe(before + 1)
  // What is read now has it as it was: whoever reads later finds it lifted.
  await lift(id)
  letThrough()
  await refreshing
  expect(() => sanctions.mustNotBeBanned(ann, room)).not.toThrow()
  expect(sanctions.list(room)).toEqual([])
  expect(begun).toEqual([id])
  // A new one is another.
  const again = await ban()
  await sanctions.refresh()
  expect(() => sanctions.mustNotBeBanned(ann, room)).toThrow(/banned/)
  expect(begun).toEqual([id, again.id])
})

test('a ban made by another process is felt at once, by marks that are known here alone too, whatever becomes of writing them', async () => {
  const { store, ban } = await open()
  const persons = new KnownPersons()
  persons.enter({ ...ann, marks: ['browser'] })
  const begun: string[] = []
  const elsewhere = new Sanctions({
    ...{ persons, onLift: () => {}, onError: () => {} },
    sql: {
      read: (text, ...values) => store.sql.read(text, ...values),
      write: () => Promise.reject(new Error('disk full')),
    },
    onBegin: ({ id }) => {
      const again = { user: { id: 'eve', name: 'Eve' }, since: Date.now(), marks: ['browser'] }
      expect(() => elsewhere.mustNotBeBanned(again, room)).toThrow(/banned/)
      begun.push(id)
    },
  })
  await elsewhere.open()
  onTestFinished(() => elsewhere.close())
  const { id } = await ban()
  await expect(elsewhere.refresh()).rejects.toThrow('disk full')
  expect(begun).toEqual([id])
  await elsewhere.refresh()
  expect(begun).toEqual([id])
})
