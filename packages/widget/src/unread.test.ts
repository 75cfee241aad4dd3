import { expect, test } from 'vitest'
import { Unread, type UnreadNews } from './unread.js'

function create() {
  const told: UnreadNews[] = []
  const counts: number[] = []
  const unread: Unread = new Unread(
    () => told.push(unread.news),
    (count) => counts.push(count),
  )
  return { unread, told, counts }
}

test('what comes unseen is counted from its first message on', () => {
  const { unread, told } = create()
  unread.note(7)
  unread.note(9)
  expect(told).toEqual([
    { count: 1, from: 7 },
    { count: 2, from: 7 },
  ])
})

test('seen, nothing is counted any more, and where it began is still known until more comes', () => {
  const { unread, counts } = create()
  unread.note(7)
  unread.see()
  unread.see()
  expect(unread.news).toEqual({ count: 0, from: 7 })
  unread.note(12)
  expect(unread.news).toEqual({ count: 1, from: 12 })
  expect(counts).toEqual([1, 0, 1])
})

test('a visitor who writes goes on: nothing is new to them', () => {
  const { unread, told } = create()
  unread.note(7)
  unread.forget()
  expect(unread.news).toEqual({ count: 0, from: undefined })
  unread.forget()
  unread.see()
  expect(told).toHaveLength(2)
})

test('what came while the visitor was away is counted at once, from its first on, and more is added to it', () => {
  const { unread, counts } = create()
  unread.recall([4, 6])
  expect(unread.news).toEqual({ count: 2, from: 4 })
  unread.note(9)
  expect(unread.news).toEqual({ count: 3, from: 4 })
  unread.recall([9])
  expect(unread.news).toEqual({ count: 1, from: 9 })
  unread.recall([])
  expect(unread.news).toEqual({ count: 0, from: undefined })
  expect(counts).toEqual([2, 3, 1, 0])
})

test('where nothing came meanwhile, nothing changes', () => {
  const { unread, told } = create()
  unread.recall([])
  expect(told).toHaveLength(0)
})
