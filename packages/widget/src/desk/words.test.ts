import { describe, expect, test } from 'vitest'
import { english, withName } from './desk-words.js'
import { loadDeskWords } from './word-files.js'

const LANGUAGES = ['ar', 'de', 'es', 'fr', 'he', 'hi', 'it', 'ja', 'pt', 'tr', 'zh']

describe.each(LANGUAGES)('%s', (language) => {
  test('says everything on the desk in words of its own, with a name where English has one', async () => {
    const words = await loadDeskWords(language)
    expect(Object.keys(words)).toEqual(Object.keys(english))
    for (const [word, sentence] of Object.entries(english)) {
      const own = words[word as keyof typeof english]
      expect(own.trim(), word).not.toBe('')
      // The same in German.
      if (word !== 'desk') expect(own, word).not.toBe(sentence)
      expect(own.includes('{name}'), word).toBe(sentence.includes('{name}'))
    }
  })
})

test('a language that there is none of is English', async () => {
  expect(await loadDeskWords('sv')).toBe(english)
})

test('a name is a name, whatever is in it', () => {
  expect(withName(english.muted, '$& {name}')).toBe('\u2068$& {name}\u2069 is muted.')
})
