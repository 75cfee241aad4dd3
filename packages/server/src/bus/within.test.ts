import { setTimeout as passed } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { within } from './within.js'

function standStill(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}

test('an answer that does not come is not waited for', async () => {
  await expect(within(20, new Promise(() => {}))).rejects.toThrow('within 20 ms')
})

test('where the process itself stood still, an answer that has come meanwhile is taken', async () => {
  const answered = within(1_000, passed(1_100, 'here'))
  standStill(1_200)
  expect(await answered).toBe('here')
})
