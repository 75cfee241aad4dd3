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

test('few messages are all drawn, as the same array', () => {
  const messages = createMessages(1, 40)
  expect(new MessageWindow().select(messages, true)).toBe(messages)
  expect(new MessageWindow().extend(messages)).toBe(false)
})

test('of many, those at the end are drawn, and rows go by the step and not at every message', () => {
  const window = new MessageWindow()
  expect(firstSeq(window.select(createMessages(1, 40), true))).toBe(1)
  expect(firstSeq(window.select(createMessages(1, 41), true))).toBe(22)
  expect(firstSeq(window.select(createMessages(1, 50), true))).toBe(22)
  expect(firstSeq(window.select(createMessages(1, 61), true))).toBe(22)
  expect(firstSeq(window.select(createMessages(1, 62), true))).toBe(43)
})

test('nothing goes away above somebody who reads further up', () => {
  const window = new MessageWindow()
  expect(firstSeq(window.select(createMessages(1, 100), false))).toBe(1)
  expect(firstSeq(window.select(createMessages(1, 1_000), false))).toBe(1)
})

test('it grows upwards by the step, until all that is loaded is drawn', () => {
  const window = new MessageWindow()
  const messages = createMessages(1, 70)
  expect(firstSeq(window.select(messages, true))).toBe(51)
  expect(window.extend(messages)).toBe(true)
  expect(firstSeq(window.select(messages, false))).toBe(31)
  expect(window.extend(messages)).toBe(true)
  expect(window.extend(messages)).toBe(true)
  expect(firstSeq(window.select(messages, false))).toBe(1)
  expect(window.extend(messages)).toBe(false)
})

test('messages that are loaded in front are drawn where it was opened for them', () => {
  const window = new MessageWindow()
  window.select(createMessages(101, 300), true)
  window.open()
  expect(firstSeq(window.select(createMessages(51, 300), false))).toBe(51)
})

test('a log that started anew is drawn whole', () => {
  const window = new MessageWindow()
  window.select(createMessages(1, 500), true)
  expect(firstSeq(window.select(createMessages(1, 3), true))).toBe(1)
})
