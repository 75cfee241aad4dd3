import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { makeOutbox, message, refusal } from '../test/make-outbox.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})
/** Lets everything happen that is due by now. */
const settle = () => vi.advanceTimersByTimeAsync(0)

describe('messages', () => {
  test('go one at a time and in order', async () => {
    const { asked, add, states } = makeOutbox()
    const [a, b] = [add('a'), add('b')]
    expect(states()).toEqual(['a sending', 'b queued'])
    expect(asked.map(({ id }) => id)).toEqual(['a'])
    asked[0]?.resolve({ message: message('a') })
    await a
    await settle()
    expect(states()).toEqual(['b sending'])
    asked[1]?.resolve({ message: message('b', 2) })
    expect((await b).seq).toBe(2)
    await settle()
    expect(states()).toEqual([])
  })

  test('wait while nothing can be sent', async () => {
    const { outbox, asked, add, state } = makeOutbox()
    state.canSend = false
    void add('a')
    outbox.pump()
    expect(asked).toEqual([])
    state.canSend = true
    outbox.pump()
    outbox.pump()
    expect(asked).toHaveLength(1)
  })

  test('with the id of one under way are that one', () => {
    const { asked, add, states } = makeOutbox()
    expect(add('a')).toBe(add('a'))
    expect(states()).toEqual(['a sending'])
    expect(asked).toHaveLength(1)
  })

  test('whose event comes before the answer are sent', async () => {
    const { outbox, add, states } = makeOutbox()
    const sent = add('a')
    outbox.settle([message('a', 7)], 7)
    expect((await sent).seq).toBe(7)
    expect(states()).toEqual([])
  })

  test('cut off in the middle are asked for again with the same id, when that is possible', async () => {
    const { outbox, asked, add, states, state } = makeOutbox()
    void add('a')
    state.canSend = false
    asked[0]?.reject(refusal('unavailable'))
    await settle()
    expect(states()).toEqual(['a queued'])
    state.canSend = true
    outbox.pump()
    expect(asked.map(({ id }) => id)).toEqual(['a', 'a'])
  })
})

describe('changes', () => {
  test('wait their turn among messages, are not shown, and go once answered', async () => {
    const { outbox, asked, add, states } = makeOutbox()
    const sent = add('a')
    const done = outbox.add('delete', { room: 'r', id: 'a' })
    expect(states()).toEqual(['a sending'])
    asked[0]?.resolve({ message: message('a') })
    await sent
    await settle()
    expect(asked.map(({ name }) => name)).toEqual(['message', 'delete'])
    asked[1]?.resolve({})
    expect(await done).toEqual({})
  })

  test('that are refused reject and are gone', async () => {
    const { outbox, asked } = makeOutbox()
    const done = outbox.add('delete', { room: 'r', id: 'a' })
    asked[0]?.reject(refusal('not_found'))
    await expect(done).rejects.toMatchObject({ code: 'not_found' })
    await settle()
    outbox.pump()
    expect(asked).toHaveLength(1)
  })
})

test('what waits is one array, never changed, and the same until something changes', () => {
  const { outbox, add } = makeOutbox()
  void add('a')
  const before = outbox.pending
  expect(outbox.pending).toBe(before)
  void add('b')
  expect(outbox.pending).not.toBe(before)
  expect(before).toHaveLength(1)
})
