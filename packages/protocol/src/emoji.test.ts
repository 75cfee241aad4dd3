import { describe, expect, test } from 'vitest'
import { isEmoji } from './emoji.js'

describe('a reaction', () => {
  test.each(['👍', '❤️', '❤', '👍🏽', '👩‍👩‍👧‍👦', '🇪🇺', '1️⃣', '#️⃣', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '👁️‍🗨️'])('may be %s', (emoji) => {
    expect(isEmoji(emoji)).toBe(true)
  })

  test.each([
    ['empty', ''],
    ['a letter', 'a'],
    ['a digit', '1'],
    ['a mark that emoji are made of', '\u200d'],
    ['two emoji', '👍👍'],
    ['an emoji and a letter', '👍a'],
    ['an emoji and a space', '👍 '],
    ['half a flag', '🇪'],
    ['markup', '<b>👍</b>'],
    ['longer than any emoji', '👩‍'.repeat(20) + '👩'],
    ['an unpaired surrogate', '\ud83d'],
  ])('may not be %s', (_, emoji) => {
    expect(isEmoji(emoji)).toBe(false)
  })
})
