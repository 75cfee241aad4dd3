import type { AnswerOf, Message, RoomEvent } from '@chat/protocol'
import { describe, expect, test } from 'vitest'
import {
  applyAnswer,
  applyEvents,
  cut,
  EMPTY_TIMELINE,
  expectSeq,
  hold,
  prependPage,
  type RoomTimeline,
} from './room-timeline.js'

const user = { id: 'ann', name: 'Ann' }
const settings = { readOnly: false }
const members = { count: 1, list: [user] }

function message(seq: number): Message {
  return { id: `m${seq}`, seq, at: new Date(seq).toISOString(), user, text: `${seq}` }
}

function event(seq: number): RoomEvent {
  return { type: 'message', seq, at: message(seq).at, message: message(seq) }
}

function edit(seq: number, id: string, text: string): RoomEvent {
  return { type: 'edit', seq, at: message(seq).at, id, text, user }
}

function snapshot(seq: number, messages: Message[] = []): AnswerOf<'join'> {
  return { room: { name: 'r', epoch: 'e', seq, settings }, members, messages, hasMore: false }
}

const joined = (seq: number, messages?: Message[]): RoomTimeline =>
  applyAnswer(EMPTY_TIMELINE, snapshot(seq, messages)).timeline
const texts = ({ messages }: RoomTimeline) => messages.map(({ text }) => text)

describe('a clear of one user', () => {
  const ben = { id: 'ben', name: 'Ben' }
  const gone = { id: 'm3', seq: 3, at: message(3).at, user: ben, text: '', deleted: true as const }
  const before = joined(4, [message(1), { ...message(2), user: ben }, gone, message(4)])
  const clear = { type: 'clear', seq: 5, at: message(5).at, upTo: 3, of: 'ben', user } as const

  test('leaves their places, and what others wrote as it is', () => {
    const { messages } = applyEvents(before, [clear]).timeline
    expect(messages.map(({ text, deleted }) => [text, deleted])).toEqual([
      ...[['1', undefined] as const, ['', true], ['', true], ['4', undefined]],
    ])
    expect(messages[2]).toBe(before.messages[2])
  })

  test('gives them the name that it says, also where they had deleted before', () => {
    const { messages } = applyEvents(before, [{ ...clear, name: 'Deleted user' }]).timeline
    expect(messages.map((one) => one.user.name)).toEqual([
      ...['Ann', 'Deleted user', 'Deleted user', 'Ann'],
    ])
    expect(messages[0]).toBe(before.messages[0])
  })
})

describe('live events', () => {
  test('wait for the answer to join, and then follow it', () => {
    const early = applyEvents(EMPTY_TIMELINE, [event(2), event(3)])
    expect(early.applied).toEqual([])
    const { timeline, applied } = applyAnswer(early.timeline, snapshot(2, [message(1), message(2)]))
    expect(texts(timeline)).toEqual(['1', '2', '3'])
    expect(applied).toEqual([event(3)])
  })

  test('after a gap wait until it is filled', () => {
    const ahead = applyEvents(joined(0), [event(2), event(3)])
    expect(ahead.applied).toEqual([])
    expect(ahead.timeline).toMatchObject({ seq: 0, head: 3 })
    const { timeline, applied } = applyEvents(ahead.timeline, [event(1)])
    expect(applied).toEqual([event(1), event(2), event(3)])
    expect(timeline.seq).toBe(3)
  })

  test('that are there already change nothing, not even the array', () => {
    const before = applyEvents(joined(0), [event(1), event(2)]).timeline
    const { timeline, applied } = applyEvents(before, [event(2), event(1)])
    expect(applied).toEqual([])
    expect(timeline.messages).toBe(before.messages)
  })

  test('leave messages that they do not change the same objects', () => {
    const before = applyEvents(joined(0), [event(1), event(2)]).timeline
    const { timeline } = applyEvents(before, [edit(3, 'm2', 'edited')])
    expect(texts(timeline)).toEqual(['1', 'edited'])
    expect(texts(before)).toEqual(['1', '2'])
    expect(timeline.messages[0]).toBe(before.messages[0])
  })

  test('that change nothing leave the array as it is', () => {
    const before = applyEvents(joined(0), [event(1)]).timeline
    const { timeline, applied } = applyEvents(before, [edit(2, 'm1', '1')])
    expect(applied).toHaveLength(1)
    expect(timeline.messages).toBe(before.messages)
  })

  test('far ahead in great number are dropped, and still known to be missing', () => {
    const ahead = Array.from({ length: 1_001 }, (_, index) => event(index + 2))
    const { timeline } = applyEvents(joined(0), ahead)
    expect(timeline.waiting.size).toBe(0)
    expect(timeline.head).toBe(1_002)
  })

  test('beyond the capacity push the oldest out, which history brings back', () => {
    const small = { ...joined(0), capacity: 2 }
    const { timeline } = applyEvents(small, [event(1), event(2), event(3)])
    expect(texts(timeline)).toEqual(['2', '3'])
    expect(timeline.hasOlder).toBe(true)
    const paged = prependPage(timeline, { messages: [message(1)], hasMore: false }, [])
    expect(texts(paged)).toEqual(['1', '2', '3'])
    expect(paged.capacity).toBe(3)
  })

  test('of a type that is not known take their place and are not told', () => {
    const unknown = { seq: 1, at: message(1).at, type: 'poll' }
    const { timeline, applied } = applyEvents(joined(0), [unknown, event(2)])
    expect(applied).toEqual([event(2)])
    expect(timeline.seq).toBe(2)
  })
})

describe('an answer', () => {
  test('with all that came after fills what was missed', () => {
    const { room } = snapshot(3)
    const answer = { room, members, events: [event(2), event(3)] }
    const { timeline, applied } = applyAnswer(hold(joined(1, [message(1)])), answer)
    expect(texts(timeline)).toEqual(['1', '2', '3'])
    expect(applied).toEqual([event(2), event(3)])
  })

  test('that says of more than it brings leaves it known that something is missing', () => {
    const answer = { room: snapshot(5).room, members, events: [event(1)] }
    expect(applyAnswer(joined(0), answer).timeline).toMatchObject({ seq: 1, head: 5 })
  })

  test('with a snapshot takes the place of everything, and tells of nothing', () => {
    const answer = { ...snapshot(9, [message(9)]), reset: true as const }
    const { timeline, applied } = applyAnswer(joined(1, [message(1)]), answer)
    expect(texts(timeline)).toEqual(['9'])
    expect(timeline.seq).toBe(9)
    expect(applied).toEqual([])
  })

  test('that a push overtook does not make the push forgotten', () => {
    const overtaken = expectSeq(hold(EMPTY_TIMELINE), 9)
    expect(applyAnswer(overtaken, snapshot(7)).timeline).toMatchObject({ seq: 7, head: 9 })
  })

  test('on a new connection says anew how far the log reaches', () => {
    const lost = cut(expectSeq(applyEvents(joined(0), [event(5)]).timeline, 8))
    expect(lost.waiting.size).toBe(0)
    const { timeline } = applyAnswer(lost, snapshot(3))
    expect(timeline.head).toBe(3)
  })
})

describe('an older page', () => {
  test('comes in front, without what is there already', () => {
    const page = { messages: [message(1), message(2), message(3)], hasMore: true }
    const timeline = prependPage(joined(4, [message(3), message(4)]), page, [])
    expect(texts(timeline)).toEqual(['1', '2', '3', '4'])
    expect(timeline.hasOlder).toBe(true)
  })

  test('gets the changes that it missed on its way', () => {
    const page = { messages: [message(1), message(2)], hasMore: false }
    const change = { type: 'edit' as const, seq: 4, at: message(4).at, id: 'm1', text: 'x', user }
    expect(texts(prependPage(joined(3, [message(3)]), page, [change]))).toEqual(['x', '2', '3'])
  })
})
