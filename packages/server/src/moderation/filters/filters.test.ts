import { describe, expect, test } from 'vitest'
import { verdictOf } from '../../../test/filtered-message.js'
import { MemoryTally } from '../../rate-limit/memory-tally.js'
import { WordList } from '../word-list.js'
import { floodOfLinks } from './flood-of-links.js'
import { holdAll } from './hold-all.js'
import { newVisitors } from './new-visitors.js'
import { repeatedText } from './repeated-text.js'
import { slowMode } from './slow-mode.js'
import { textOfMany } from './text-of-many.js'
import { unwantedWords } from './unwanted-words.js'

describe('links', () => {
  const measures = { links: 2, newForS: 60, newLinks: 0 }

  test.each([
    ['no link at all, but e.g. node.js 1.2.3', 'pass'],
    ['https://a.example and www.b.de', 'pass'],
    ['https://a.example www.b.de c.com/d', 'refused'],
    ['ａ.com b.com ｃ.com', 'refused'],
  ])('"%s" is answered %s', async (text, verdict) => {
    expect(await verdictOf(floodOfLinks, { text, measures })).toBe(verdict)
  })

  test('somebody new may have fewer, also in what they edit', async () => {
    const link = { text: 'see a.com', measures, ageS: 59 }
    expect(await verdictOf(floodOfLinks, link)).toBe('refused')
    expect(await verdictOf(floodOfLinks, { ...link, isEdit: true })).toBe('refused')
    expect(await verdictOf(floodOfLinks, { ...link, ageS: 61 })).toBe('pass')
  })
})

describe('repeated text', () => {
  const measures = { repeats: { points: 2, seconds: 60 } }

  test('is refused from the time on that it is too much, until it is long ago', async () => {
    const filter = repeatedText()
    const say = (text: string, now: number) => verdictOf(filter, { text, measures, now })
    expect(await say('Cheap watches here', 1)).toBe('pass')
    expect(await say('cheap watches here!!', 2)).toBe('pass')
    expect(await say('Something else', 3)).toBe('pass')
    expect(await say('Cheap watchez here', 4)).toBe('refused')
    expect(await say('Cheap watches here', 60_003)).toBe('pass')
  })

  test('of a message sent twice with one id is said once', async () => {
    const filter = repeatedText()
    for (let time = 0; time < 5; time += 1) {
      expect(await verdictOf(filter, { id: 'm', measures })).toBe('pass')
    }
  })

  test('is of one visitor in one room', async () => {
    const filter = repeatedText()
    for (const user of ['ann', 'ben', 'cem']) {
      for (const room of ['tea', 'coffee']) {
        expect(await verdictOf(filter, { user, room, measures })).toBe('pass')
      }
    }
  })

  test('by way of edits is repeated too', async () => {
    const filter = repeatedText()
    for (const verdict of ['pass', 'pass', 'refused']) {
      expect(await verdictOf(filter, { measures, isEdit: true })).toBe(verdict)
    }
  })
})

describe('the same text of many', () => {
  const measures = { sameTextByMany: { points: 2, seconds: 60 } }
  const text = 'Send this on to ten friends, or else!'

  test('is refused from the time on that it was said too often, by whomever', async () => {
    const filter = textOfMany()
    const say = (user: string, now: number) => verdictOf(filter, { user, text, measures, now })
    expect(await say('ann', 1)).toBe('pass')
    expect(await say('ben', 2)).toBe('pass')
    expect(await say('cem', 3)).toBe('refused')
    expect(await say('ann', 4)).toBe('refused')
    expect(await say('cem', 60_003)).toBe('pass')
  })

  test('sent again it is one message, and refused it counts for nothing', async () => {
    const filter = textOfMany()
    const say = (id: string, now: number) => verdictOf(filter, { id, text, measures, now })
    for (let now = 1; now <= 3; now += 1) expect(await say('first', now)).toBe('pass')
    expect(await say('second', 4)).toBe('pass')
    expect(await say('third', 60_000)).toBe('refused')
    expect(await say('fourth', 60_003)).toBe('pass')
  })

  test('counts twice where somebody new brings a link along', async () => {
    const newcomers = {
      measures: { ...measures, newForS: 60 },
      text: `${text} https://chain.example`,
    }
    const filter = textOfMany()
    expect(await verdictOf(filter, { ...newcomers, ageS: 59 })).toBe('pass')
    expect(await verdictOf(filter, { ...newcomers, ageS: 59 })).toBe('refused')
    const others = textOfMany()
    for (const verdict of ['pass', 'pass', 'refused']) {
      expect(await verdictOf(others, { ...newcomers, ageS: 61 })).toBe(verdict)
    }
  })

  test('is no matter where it is short, as a greeting is', async () => {
    const filter = textOfMany()
    for (const user of ['ann', 'ben', 'cem']) {
      expect(await verdictOf(filter, { user, text: 'Good morning!', measures })).toBe('pass')
    }
  })
})

test('a word of the list is refused or held, as the measures say', async () => {
  const filter = unwantedWords(new WordList(['darn']))
  const message = { text: 'D4RN' }
  expect(await verdictOf(filter, { ...message, measures: { words: 'refuse' } })).toBe('refused')
  expect(await verdictOf(filter, { ...message, measures: { words: 'hold' } })).toBe('hold')
  expect(await verdictOf(filter, { text: 'Darning' })).toBe('pass')
})

test('somebody new writes so many messages, a repetition and an edit not counted', async () => {
  const filter = newVisitors(new MemoryTally())
  const measures = { newForS: 60, newMessages: { points: 1, seconds: 60 } }
  expect(await verdictOf(filter, { measures, ageS: 0 })).toBe('pass')
  expect(await verdictOf(filter, { measures, ageS: 0, isAgain: true })).toBe('pass')
  expect(await verdictOf(filter, { measures, ageS: 0, isEdit: true })).toBe('pass')
  expect(await verdictOf(filter, { measures, ageS: 0 })).toBe('rate_limited')
  expect(await verdictOf(filter, { measures, ageS: 61 })).toBe('pass')
})

test('slow mode has each visitor wait by themselves', async () => {
  const filter = slowMode(new MemoryTally())
  const settings = { slowModeS: 60 }
  expect(await verdictOf(filter, { settings })).toBe('pass')
  expect(await verdictOf(filter, { settings, isAgain: true })).toBe('pass')
  expect(await verdictOf(filter, { settings })).toBe('rate_limited')
  expect(await verdictOf(filter, { settings, user: 'ben' })).toBe('pass')
  expect(await verdictOf(filter, { settings, room: 'coffee' })).toBe('pass')
  expect(await verdictOf(filter, { settings: {} })).toBe('pass')
})

test('what somebody new writes is held where strangers wait', async () => {
  const measures = { newForS: 60, holdNew: true }
  expect(await verdictOf(holdAll, { measures, ageS: 59 })).toBe('hold')
  expect(await verdictOf(holdAll, { measures, ageS: 61 })).toBe('pass')
  expect(await verdictOf(holdAll, { settings: { holdAll: true } })).toBe('hold')
})
