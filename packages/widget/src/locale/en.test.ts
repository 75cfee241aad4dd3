import { ChatError, ErrorCode } from '@chat/sdk'
import { expect, test } from 'vitest'
import { errorText } from '../error-text.js'
import { createLocale } from './create-locale.js'
import { strings } from './en.js'

const en = createLocale('en', strings)

test('one is one, and more are many', () => {
  expect([en.people(1), en.people(2), en.people(1_000)]).toEqual([
    '1 person',
    '2 people',
    '1,000 people',
  ])
  expect([en.newMessages(1), en.newMessages(20)]).toEqual(['1 new message', '20 new messages'])
})

test('who is typing is said by name, up to two', () => {
  expect(en.typing([])).toBe('')
  expect(en.typing(['Ann'])).toBe('Ann is typing…')
  expect(en.typing(['Ann', 'Bob'])).toBe('Ann and Bob are typing…')
  expect(en.typing(['Ann', 'Bob', 'Zoe'])).toBe('Several people are typing…')
})

test('the room that is left for a text is counted down, and past the end', () => {
  expect(en.charactersLeft(20)).toBe('20 characters left')
  expect(en.charactersLeft(0)).toBe('0 characters left')
  expect(en.charactersOver(3)).toBe('3 characters too many')
  expect([en.charactersLeft(1), en.charactersOver(1)]).toEqual([
    '1 character left',
    '1 character too many',
  ])
})

test('a failure that passes says when', () => {
  const textOf = (code: 'rate_limited' | 'muted', retryAfter?: number) =>
    errorText(
      new ChatError(code, undefined, retryAfter === undefined ? undefined : { retryAfter }),
      en,
    )
  expect(textOf('rate_limited', 2_100)).toBe('You are sending too fast; it goes out in 3 s.')
  expect(textOf('rate_limited')).toBe('You are sending too fast; it goes out soon.')
  expect(textOf('muted', 1)).toBe('You are muted; try again in 1 s.')
  expect(textOf('muted')).toBe('You are muted.')
})

test('every failure has a sentence, also one of a server that is newer', () => {
  for (const code of Object.keys(ErrorCode) as ErrorCode[]) {
    expect(errorText(new ChatError(code), en)).toMatch(/^[A-Z].*\.$/)
  }
  const unknown = new ChatError('tea_time' as ErrorCode, 'It is tea time.')
  expect(errorText(unknown, en)).toBe('It is tea time.')
})
