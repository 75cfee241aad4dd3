import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { RoomTyping } from './room-typing.js'

const [ann, bob, me] = ['ann', 'bob', 'me'].map((id) => ({ id, name: id })) as [User, User, User]
type User = { id: string; name: string }

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function makeTyping() {
  const [send, onChange] = [vi.fn(), vi.fn()]
  return { typing: new RoomTyping({ send, onChange }), send, onChange }
}

describe('others who type', () => {
  test('are shown without ourselves', () => {
    const { typing, onChange } = makeTyping()
    typing.receive([ann, me, bob], 'me')
    expect(typing.users).toEqual([ann, bob])
    expect(onChange).toHaveBeenCalledTimes(1)
  })

  test('are forgotten after 6 s without a word of them', () => {
    const { typing, onChange } = makeTyping()
    typing.receive([ann], 'me')
    vi.advanceTimersByTime(5_999)
    expect(typing.users).toEqual([ann])
    vi.advanceTimersByTime(1)
    expect(typing.users).toEqual([])
    expect(onChange).toHaveBeenCalledTimes(2)
  })

  test('stay as long as they are spoken of, as one and the same list', () => {
    const { typing, onChange } = makeTyping()
    typing.receive([ann], 'me')
    const { users } = typing
    vi.advanceTimersByTime(5_000)
    typing.receive([{ ...ann }], 'me')
    vi.advanceTimersByTime(5_000)
    expect(typing.users).toBe(users)
    expect(onChange).toHaveBeenCalledTimes(1)
  })

  test('have stopped when their message is there', () => {
    const { typing } = makeTyping()
    typing.receive([ann, bob], 'me')
    typing.remove('ann')
    expect(typing.users).toEqual([bob])
  })

  test('are unknown once the connection is gone', () => {
    const { typing, onChange } = makeTyping()
    typing.receive([ann], 'me')
    typing.clear()
    expect(typing.users).toEqual([])
    vi.advanceTimersByTime(10_000)
    expect(onChange).toHaveBeenCalledTimes(2)
  })

  test('who are none change nothing', () => {
    const { typing, onChange } = makeTyping()
    const { users } = typing
    typing.receive([me], 'me')
    typing.remove('ann')
    typing.clear()
    expect(typing.users).toBe(users)
    expect(onChange).not.toHaveBeenCalled()
  })
})

describe('typing ourselves', () => {
  test('is told at the first key, and then every 2.5 s at most', () => {
    const { typing, send } = makeTyping()
    for (let i = 0; i < 50; i += 1) {
      typing.set(true)
      vi.advanceTimersByTime(100)
    }
    expect(send.mock.calls).toEqual([[true], [true]])
  })

  test('is taken back once, and only where the server may believe in it', () => {
    const { typing, send } = makeTyping()
    typing.set(false)
    typing.set(true)
    typing.set(false)
    typing.set(false)
    expect(send.mock.calls).toEqual([[true], [false]])
    typing.set(true)
    vi.advanceTimersByTime(6_001)
    typing.set(false)
    expect(send.mock.calls).toEqual([[true], [false], [true]])
  })

  test('is told at once on a new connection', () => {
    const { typing, send } = makeTyping()
    typing.set(true)
    typing.clear()
    typing.set(true)
    expect(send).toHaveBeenCalledTimes(2)
  })
})
