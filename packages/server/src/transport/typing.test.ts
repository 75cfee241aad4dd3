import type { Push, User } from '@chat/protocol'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Typing, type TypingOptions } from './typing.js'

const ann: User = { id: 'ann', name: 'Ann' }
const ben: User = { id: 'ben', name: 'Ben' }

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function createTyping(options: Partial<TypingOptions> = {}) {
  const told: Push<'typing'>[] = []
  const typing = new Typing({ send: (push) => told.push(push), ...options })
  return { typing, told, lists: () => told.map(({ users }) => users.map(({ id }) => id)) }
}

test('who begins and who stops is told at once', () => {
  const { typing, lists } = createTyping()
  typing.set('tea', ann, true)
  typing.set('tea', ben, true)
  typing.set('tea', ann, false)
  expect(lists()).toEqual([['ann'], ['ann', 'ben'], ['ben']])
})

test('it ends by itself, five seconds after the last signal', () => {
  const { typing, lists } = createTyping()
  typing.set('tea', ann, true)
  vi.advanceTimersByTime(4_000)
  typing.set('tea', ann, true)
  vi.advanceTimersByTime(4_999)
  expect(lists().at(-1)).toEqual(['ann'])
  vi.advanceTimersByTime(1)
  expect(lists().at(-1)).toEqual([])
})

test('each ends by themselves', () => {
  const { typing, lists } = createTyping()
  typing.set('tea', ann, true)
  vi.advanceTimersByTime(3_000)
  typing.set('tea', ben, true)
  vi.advanceTimersByTime(2_000)
  expect(lists().at(-1)).toEqual(['ben'])
})

test('a list that has not changed is repeated every two seconds at most, while signals come', () => {
  const { typing, told } = createTyping()
  for (let ms = 0; ms < 4_000; ms += 500) {
    typing.set('tea', ann, true)
    vi.advanceTimersByTime(500)
  }
  expect(told).toHaveLength(2)
})

test('who stops without having begun is told to nobody', () => {
  const { typing, told } = createTyping()
  typing.set('tea', ann, false)
  typing.clear(['tea', 'coffee'], ann)
  expect(told).toEqual([])
})

test('who goes stops in each of their rooms', () => {
  const { typing, told } = createTyping()
  typing.set('tea', ann, true)
  typing.set('coffee', ann, true)
  typing.set('coffee', ben, true)
  typing.clear(['tea', 'coffee'], ann)
  expect(told.slice(3)).toEqual([
    { room: 'tea', users: [] },
    { room: 'coffee', users: [ben] },
  ])
})

test('a crowd is told of up to a bound', () => {
  const { typing, lists } = createTyping({ listLimit: 2 })
  for (const id of ['1', '2', '3']) typing.set('tea', { id, name: id }, true)
  expect(lists()).toEqual([['1'], ['1', '2']])
})

test('after the end nothing is told and no timer is left', () => {
  const { typing, told } = createTyping()
  typing.set('tea', ann, true)
  typing.close()
  expect(vi.getTimerCount()).toBe(0)
  vi.advanceTimersByTime(10_000)
  expect(told).toHaveLength(1)
})
