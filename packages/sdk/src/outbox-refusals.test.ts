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

describe('a refusal that may pass', () => {
  test('makes the message, and all behind it, wait as long as the server says', async () => {
    const { asked, add, states } = makeOutbox()
    void add('a')
    void add('b')
    asked[0]?.reject(refusal('rate_limited', 700))
    await vi.advanceTimersByTimeAsync(699)
    expect(states()).toEqual(['a queued', 'b queued'])
    expect(asked).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(asked.map(({ id }) => id)).toEqual(['a', 'a'])
  })

  test('waits, too, where the server names a time longer than a timer can', async () => {
    const { asked, add } = makeOutbox()
    void add('a')
    asked[0]?.reject(refusal('rate_limited', 30 * 86_400_000))
    await vi.advanceTimersByTimeAsync(60_000)
    expect(asked).toHaveLength(1)
  })

  test('is asked about at once where there is reason to', async () => {
    const { outbox, asked, add } = makeOutbox()
    void add('a')
    outbox.hurry()
    asked[0]?.reject(refusal('rate_limited', 600_000))
    await settle()
    expect(asked).toHaveLength(1)
    outbox.hurry()
    outbox.hurry()
    expect(asked).toHaveLength(2)
    asked[1]?.reject(refusal('rate_limited', 700))
    await vi.advanceTimersByTimeAsync(700)
    expect(asked).toHaveLength(3)
  })

  test('is shown with the message until it passes', async () => {
    const { outbox, asked, add } = makeOutbox()
    void add('a')
    asked[0]?.reject(refusal('rate_limited', 700))
    await settle()
    expect(outbox.pending[0]?.error?.code).toBe('rate_limited')
    await vi.advanceTimersByTimeAsync(700)
    expect(outbox.pending[0]).not.toHaveProperty('error')
  })

  test('again and again makes the wait longer, and a success makes it short again', async () => {
    const { asked, add } = makeOutbox()
    const sent = add('a')
    for (const waitMs of [150, 300, 600]) {
      asked.at(-1)?.reject(refusal('unavailable'))
      const before = asked.length
      await vi.advanceTimersByTimeAsync(waitMs - 1)
      expect(asked).toHaveLength(before)
      await vi.advanceTimersByTimeAsync(1)
      expect(asked).toHaveLength(before + 1)
    }
    asked.at(-1)?.resolve({ message: message('a') })
    await sent
    void add('b')
    await settle()
    asked.at(-1)?.reject(refusal('unavailable'))
    await vi.advanceTimersByTimeAsync(150)
    expect(asked).toHaveLength(6)
  })

  test('because the server does not count us in asks for that to be mended', async () => {
    const { asked, add, states, onNotJoined } = makeOutbox()
    void add('a')
    asked[0]?.reject(refusal('not_joined'))
    await settle()
    expect(onNotJoined).toHaveBeenCalledTimes(1)
    expect(states()).toEqual(['a queued'])
  })
})

describe('a definite refusal', () => {
  test('rejects, keeps the message as failed, and lets the next one go', async () => {
    const { outbox, asked, add, states } = makeOutbox()
    const sent = add('a')
    void add('b')
    asked[0]?.reject(refusal('muted'))
    await expect(sent).rejects.toMatchObject({ code: 'muted' })
    expect(outbox.pending[0]?.error?.code).toBe('muted')
    await settle()
    expect(states()).toEqual(['a failed', 'b sending'])
  })

  test('may be tried again, behind those that wait', async () => {
    const { outbox, asked, add, states } = makeOutbox()
    add('a').catch(() => {})
    asked[0]?.reject(refusal('muted'))
    await settle()
    void add('b')
    outbox.retry('a')
    outbox.retry('a')
    expect(states()).toEqual(['b sending', 'a queued'])
    expect(outbox.pending[1]).not.toHaveProperty('error')
  })

  test('of a failed message sent anew by its id gives a new promise', async () => {
    const { asked, add, states } = makeOutbox()
    const first = add('a')
    asked[0]?.reject(refusal('muted'))
    await expect(first).rejects.toMatchObject({ code: 'muted' })
    await settle()
    const second = add('a')
    expect(states()).toEqual(['a sending'])
    asked[1]?.resolve({ message: message('a') })
    expect((await second).id).toBe('a')
  })

  test('as taken, of a message that is in the room, means that it is sent', async () => {
    const { asked, add, states, state } = makeOutbox()
    const sent = add('a')
    state.found = message('a', 3)
    asked[0]?.reject(refusal('conflict'))
    expect((await sent).seq).toBe(3)
    expect(states()).toEqual([])
  })

  test('as taken, of a message that nobody has seen, is one', async () => {
    const { asked, add } = makeOutbox()
    const sent = add('a')
    asked[0]?.reject(refusal('conflict'))
    await expect(sent).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('what is taken back', () => {
  test('is gone, unless it is on its way', async () => {
    const { outbox, add, states } = makeOutbox()
    void add('a')
    const b = add('b')
    outbox.discard('a')
    outbox.discard('b')
    outbox.discard('nothing')
    await expect(b).rejects.toMatchObject({ code: 'unavailable' })
    expect(states()).toEqual(['a sending'])
  })
})

describe('at the end', () => {
  test('of a stay, messages stay as failed and everything rejects', async () => {
    const { outbox, add, states } = makeOutbox()
    const all = [add('a'), add('b'), outbox.add('delete', { room: 'r', id: 'a' })]
    const settled = Promise.allSettled(all)
    outbox.failAll(refusal('banned'))
    const reasons = (await settled).map((one) => 'reason' in one && one.reason.code)
    expect(reasons).toEqual(['banned', 'banned', 'banned'])
    expect(states()).toEqual(['a failed', 'b failed'])
  })

  test('of a stay, a failed message stays failed, whatever its request comes to', async () => {
    const { outbox, asked, add, states } = makeOutbox()
    const sent = add('a')
    outbox.failAll(refusal('forbidden'))
    await expect(sent).rejects.toMatchObject({ code: 'forbidden' })
    asked[0]?.reject(refusal('unavailable'))
    await vi.advanceTimersByTimeAsync(60_000)
    expect(states()).toEqual(['a failed'])
    expect(asked).toHaveLength(1)
  })

  test('of a room, nothing stays and everything rejects, what comes late too', async () => {
    const { outbox, asked, add, states } = makeOutbox()
    const all = [add('a'), add('b'), outbox.add('delete', { room: 'r', id: 'a' })]
    const settled = Promise.allSettled(all)
    outbox.dropAll(refusal('not_joined'))
    const reasons = (await settled).map((one) => 'reason' in one && one.reason.code)
    expect(reasons).toEqual(['not_joined', 'not_joined', 'not_joined'])
    asked[0]?.reject(refusal('unavailable'))
    await vi.advanceTimersByTimeAsync(60_000)
    expect(states()).toEqual([])
    expect(asked).toHaveLength(1)
  })
})
