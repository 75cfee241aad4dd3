import { expect, test } from 'vitest'
import { isSameDay, TimeText } from './time-text.js'

/** A moment by the clock on the wall where this runs. */
const local = (day: number, hour = 12, minute = 0) =>
  new Date(2026, 10, day, hour, minute).toISOString()

const now = new Date(2026, 10, 12, 0, 30)

test('days are days where the visitor is, not stretches of 24 hours', () => {
  expect(isSameDay(local(12, 0, 0), local(12, 23, 59))).toBe(true)
  expect(isSameDay(local(11, 23, 59), local(12, 0, 0))).toBe(false)
})

test('today and yesterday are called so, other days by their date', () => {
  const words = new TimeText('en-GB')
  expect(words.day(local(12, 0, 10), now)).toBe('today')
  expect(words.day(local(11, 0, 10), now)).toBe('yesterday')
  expect(words.day(local(10, 23, 59), now)).toMatch(/^Tuesday,? 10 November 2026$/)
  expect(words.day(local(13), now)).toMatch(/^Friday,? 13 November 2026$/)
})

test('a day of 23 or 25 hours, where clocks change, is a day', () => {
  const words = new TimeText('en')
  for (const month of [2, 9]) {
    for (let day = 22; day < 31; day += 1) {
      const at = new Date(2026, month, day, 0, 30).toISOString()
      expect(words.day(at, new Date(2026, month, day + 1, 23, 30))).toBe('yesterday')
    }
  }
})

test('times and days are in the words of the language', () => {
  const [german, american] = [new TimeText('de'), new TimeText('en-US')]
  expect(german.day(local(11), now)).toBe('gestern')
  const later = new Date(2026, 10, 11, 18).getTime()
  expect(german.passing(local(11, 14, 5), later)).toBe('14:05')
  expect(american.passing(local(11, 14, 5), later)).toMatch(/^2:05\sPM$/)
  expect(german.full(local(11, 14, 5))).toMatch(/Mittwoch, 11\. November 2026.*14:05:00/)
})

test('without a language it is that of the system', () => {
  expect(new TimeText(undefined).passing(local(11))).not.toBe('')
})

test('what is less than an hour old is told by its age, in whole minutes', () => {
  const words = new TimeText('en')
  const age = (ms: number) => words.passing(local(11), new Date(local(11)).getTime() + ms)
  expect([age(0), age(59_999), age(60_000), age(59 * 60_000 + 59_999)]).toEqual([
    'now',
    'now',
    '1 min. ago',
    '59 min. ago',
  ])
  expect(age(60 * 60_000)).toMatch(/^12:00\sPM$/)
  expect(new TimeText('de').passing(local(11), new Date(local(11)).getTime() + 120_000)).toBe(
    'vor 2 Min.',
  )
})

test('a clock that is behind that of the server makes a message new, not one of the future', () => {
  expect(new TimeText('en').passing(local(11), new Date(local(11)).getTime() - 90_000)).toBe('now')
})

test('what is yet to come is told by how long it takes and when it is', () => {
  const words = new TimeText('en-GB')
  const at = now.getTime()
  const until = (minutes: number) =>
    words.until(new Date(at + minutes * 60_000).toISOString(), at).replaceAll(/\s+/g, ' ')
  expect(until(0.2)).toBe('in 1 min (00:30)')
  expect(until(10)).toBe('in 10 min (00:40)')
  expect(until(119)).toBe('in 119 min (02:29)')
  expect(until(600)).toBe('in 10 hr (10:30)')
  expect(until(1_440)).toBe('in 24 hr (13 Nov 2026, 00:30)')
  expect(until(14_400)).toBe('in 10 days (22 Nov 2026, 00:30)')
  expect(new TimeText('de').until(new Date(at + 2 * 86_400_000).toISOString(), at)).toMatch(
    /^übermorgen \(14\.11\.2026, 00:30\)$/,
  )
})
