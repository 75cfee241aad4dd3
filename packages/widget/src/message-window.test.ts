import type { Message } from '@chat/sdk'
import { expect, test } from 'vitest'
import { MessageWindow } from './message-window.js'

/** Messages of these seqs, both included. */
function createMessages(from: number, to: number): Message[] {
  return Array.from({ length: to - from + 1 }, (_, index) => ({
    id: `id-${from + index}`,
    seq: from + index,
    at: '2026-11-12T12:00:00.000Z',
    user: { id: 'zoe', name: 'Zoe' },
    text: 'Hello',
  }))
}

const firstSeq = (messages: readonly Message[]) => messages[0]?.seq
const ends = (messages: readonly Message[]) => [messages[0]?.seq, messages.at(-1)?.seq]

/** Of a reader who saw the room from its first message on. */
function createWindow(): MessageWindow {
  const window = new MessageWindow()
  window.select(createMessages(1, 1), true)
  return window
}

test('few messages are all drawn, as the same array', () => {
  const messages = createMessages(1, 12)
  expect(new MessageWindow().select(messages, true)).toBe(messages)
  expect(new MessageWindow().extend(messages)).toBe(false)
})

test('of a page of history about what is seen is drawn at first, and then as much as is to stay', () => {
  const window = new MessageWindow()
  const messages = createMessages(1, 50)
  expect(ends(window.select(messages, true))).toEqual([39, 50])
  expect(window.extend(messages, true)).toBe(true)
  expect(ends(window.select(messages, true))).toEqual([31, 50])
  expect(window.extend(messages, true)).toBe(true)
  expect(ends(window.select(messages, true))).toEqual([11, 50])
})

test('of a page of history with something missed, what was missed is drawn at first, and what is seen', () => {
  const messages = createMessages(1, 50)
  const endsFrom = (missed: number) => {
    const window = new MessageWindow()
    window.reach(missed)
    return ends(window.select(messages, true, false))
  }
  expect(endsFrom(20)).toEqual([20, 50])
  expect(endsFrom(48)).toEqual([39, 50])
})

test('of many, those at the end are drawn, and rows go by the step and not at every message', () => {
  const window = createWindow()
  const select = (count: number) => window.select(createMessages(1, count), true)
  expect([window.isLong(select(40)), window.isLong(select(41))]).toEqual([false, true])
  expect(ends(window.trim(select(41)))).toEqual([22, 41])
  expect(ends(select(42))).toEqual([22, 42])
  expect([window.isLong(select(61)), window.isLong(select(62))]).toEqual([false, true])
})

test('where nothing takes rows away in time, they go with what comes', () => {
  const window = createWindow()
  expect(firstSeq(window.select(createMessages(1, 60), true))).toBe(1)
  expect(firstSeq(window.select(createMessages(1, 61), true))).toBe(42)
})

test('in a high list as many stay as fill it', () => {
  const window = new MessageWindow()
  const messages = createMessages(1, 100)
  window.select(messages, true)
  window.extend(messages, true)
  window.extend(messages, true)
  expect(window.isLong(window.select(createMessages(1, 120), true))).toBe(false)
  expect(ends(window.trim(window.select(createMessages(1, 121), true)))).toEqual([82, 121])
})

test('nothing goes away above somebody who reads further up, and only so much is drawn below', () => {
  const window = createWindow()
  window.select(createMessages(1, 40), true)
  expect(ends(window.select(createMessages(1, 100), false))).toEqual([1, 100])
  expect(ends(window.select(createMessages(1, 200), false))).toEqual([1, 200])
  expect(ends(window.select(createMessages(1, 1_000), false))).toEqual([1, 200])
  expect(ends(window.select(createMessages(1, 2_000), false))).toEqual([1, 200])
})

test('as they read on, more is drawn below, and as much goes above', () => {
  const window = createWindow()
  const messages = createMessages(1, 1_000)
  window.select(createMessages(1, 40), true)
  window.select(messages, false)
  window.extendDown(messages)
  expect(ends(window.select(messages, false))).toEqual([21, 220])
  for (let step = 0; step < 38; step += 1) window.extendDown(messages)
  expect(ends(window.select(messages, false))).toEqual([781, 980])
  window.extendDown(messages)
  expect(ends(window.select(messages, false))).toEqual([801, 1_000])
  window.extendDown(messages)
  expect(ends(window.select(createMessages(1, 1_010), false))).toEqual([801, 1_000])
})

test('as they read on upwards, as much goes far below', () => {
  const window = new MessageWindow()
  const messages = createMessages(1, 1_000)
  window.select(messages, true)
  for (let step = 0; step < 20; step += 1) window.extend(messages)
  expect(ends(window.select(messages, false))).toEqual([589, 788])
})

test('who goes to the latest has those drawn, and none between', () => {
  const window = createWindow()
  const messages = createMessages(1, 1_000)
  window.select(createMessages(1, 40), true)
  window.select(messages, false)
  window.follow(messages)
  expect(ends(window.select(messages, false))).toEqual([981, 1_000])
  // Where the latest are drawn nothing changes.
  window.extend(messages)
  window.follow(messages)
  expect(ends(window.select(messages, false))).toEqual([961, 1_000])
})

test('a message far up is reached with what follows it, up to a bound', () => {
  const window = new MessageWindow()
  const messages = createMessages(1, 1_000)
  window.select(messages, true)
  window.reach(300)
  expect(ends(window.select(messages, false))).toEqual([300, 499])
})

test('whoever is at the end has what they have not seen drawn, however much it is', () => {
  const window = createWindow()
  const messages = createMessages(1, 1_000)
  window.select(createMessages(1, 40), true)
  expect(ends(window.select(messages, true, false))).toEqual([1, 1_000])
})

test('it grows upwards by the step, until all that is loaded is drawn', () => {
  const window = new MessageWindow()
  const messages = createMessages(1, 70)
  expect(firstSeq(window.select(messages, true))).toBe(59)
  expect(window.extend(messages)).toBe(true)
  expect(firstSeq(window.select(messages, false))).toBe(39)
  expect(window.extend(messages)).toBe(true)
  expect(window.extend(messages)).toBe(true)
  expect(firstSeq(window.select(messages, false))).toBe(1)
  expect(window.extend(messages)).toBe(false)
})

test('messages that are loaded in front are drawn by the step, and those that are there stay', () => {
  const window = new MessageWindow()
  window.select(createMessages(201, 230), false)
  const messages = createMessages(1, 230)
  expect(ends(window.select(messages, false))).toEqual([201, 230])
  expect(window.extend(messages)).toBe(true)
  expect(ends(window.select(messages, false))).toEqual([181, 230])
})

test('a log that started anew is drawn whole', () => {
  const window = new MessageWindow()
  window.select(createMessages(1, 500), true)
  expect(firstSeq(window.select(createMessages(1, 3), true))).toBe(1)
})
