import { ErrorCode } from '@chat/sdk'
import { describe, expect, test } from 'vitest'
import { english as tools } from '../tools/tool-words.js'
import { createLocale } from './create-locale.js'
import { strings as core } from './en.js'
import { chooseLanguage, loadStrings } from './languages.js'
import { PLACEHOLDERS, type ChatStrings } from './locale.js'

const LANGUAGES = ['ar', 'de', 'es', 'fr', 'he', 'hi', 'it', 'ja', 'pt', 'tr', 'zh'] as const

/** English with all that fails. */
const english: ChatStrings = {
  ...core,
  ...tools,
  errors: { ...ErrorCode, ...core.errors },
  launcher: { chat: 'Chat', close: '', alerts: '', sound: '', notifications: '', blocked: '' },
}

/** 0, 1, 2, 3, 11 and 100 people. */
const PEOPLE: Record<(typeof LANGUAGES)[number], string[]> = {
  ar: ['لا أحد', 'شخص واحد', 'شخصان', '3 أشخاص', '11 شخصًا', '100 شخص'],
  de: ['0 Personen', '1 Person', '2 Personen', '3 Personen', '11 Personen', '100 Personen'],
  es: ['0 personas', '1 persona', '2 personas', '3 personas', '11 personas', '100 personas'],
  fr: ['0 personne', '1 personne', '2 personnes', '3 personnes', '11 personnes', '100 personnes'],
  he: ['0 משתתפים', 'משתתף אחד', 'שני משתתפים', '3 משתתפים', '11 משתתפים', '100 משתתפים'],
  hi: ['0 व्यक्ति', '1 व्यक्ति', '2 लोग', '3 लोग', '11 लोग', '100 लोग'],
  it: ['0 persone', '1 persona', '2 persone', '3 persone', '11 persone', '100 persone'],
  ja: ['0人', '1人', '2人', '3人', '11人', '100人'],
  pt: ['0 pessoa', '1 pessoa', '2 pessoas', '3 pessoas', '11 pessoas', '100 pessoas'],
  tr: ['0 kişi', '1 kişi', '2 kişi', '3 kişi', '11 kişi', '100 kişi'],
  zh: ['0 人', '1 人', '2 人', '3 人', '11 人', '100 人'],
}

describe.each(LANGUAGES)('%s', (language) => {
  const load = () => loadStrings(language)

  test('says everything, and nothing that there is no use for', async () => {
    expect(wordsOf(await load()).toSorted()).toEqual(wordsOf(english).toSorted())
  })

  test('no word is left in English, or empty', async () => {
    const [mine, theirs] = [sentencesOf(await load()), sentencesOf(english)]
    for (const [word, forms] of mine) {
      for (const [form, sentence] of forms) {
        const isSilent = word === 'typing' && form === '0'
        expect({ word, isSaid: isSilent || sentence.trim() !== '' }).toEqual({ word, isSaid: true })
      }
    }
    const same = [...mine].filter(
      ([word, forms]) => forms.get('other') === theirs.get(word)?.get('other'),
    )
    // What is the same, or as good as, in several languages.
    expect(
      same
        .map(([word]) => word)
        .filter((word) => !/^(sayOf|messages|composer|password|launcher\.chat)$/.test(word)),
    ).toEqual([])
  })

  test('what English puts into a sentence is in it, and nothing else', async () => {
    const theirs = sentencesOf(english)
    for (const [word, forms] of sentencesOf(await load())) {
      const known: readonly string[] = placeholdersOf(theirs.get(word)?.get('other') ?? '')
      expect({ word, has: placeholdersOf(forms.get('other') ?? '') }).toEqual({ word, has: known })
      const allowed = word in PLACEHOLDERS ? PLACEHOLDERS[word as keyof typeof PLACEHOLDERS] : known
      for (const sentence of forms.values()) {
        for (const name of placeholdersOf(sentence)) expect(allowed).toContain(name)
      }
    }
  })

  test('each word that counts has all forms of the language', async () => {
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions()
    for (const [word, forms] of sentencesOf(await load())) {
      if (!isCounted(word)) continue
      const missing = pluralCategories.filter((each) => !forms.has(each))
      expect({ word, missing }).toEqual({ word, missing: [] })
    }
  })

  test('nobody, one, two, a few and many are counted as people do', async () => {
    const { people } = createLocale(language, await load(), createLocale('en', core))
    const counted = [0, 1, 2, 3, 11, 100].map((count) => withLatinDigits(people(count)))
    expect(counted).toEqual(PEOPLE[language])
  })
})

test.each([
  ['de', 'de'],
  ['de-AT', 'de'],
  ['pt-BR', 'pt'],
  ['zh-Hans-CN', 'zh'],
  ['zh-TW', 'zh'],
  ['en-GB', 'en'],
  ['sv', 'en'],
  ['klingon', 'en'],
  [undefined, 'en'],
])('somebody of %s is spoken to in %s', (tag, language) => {
  expect(chooseLanguage(tag)).toBe(language)
})

test('a site’s own words stand in place of the language’s, by pattern, by number or as a function', async () => {
  const german = createLocale('de', await loadStrings('de'), createLocale('en', core))
  const own = createLocale(
    'de-AT',
    {
      placeholder: 'Servus',
      replyTo: (name) => `An ${name.toUpperCase()}`,
      people: { 0: 'niemand', one: 'jemand', other: '{count} Leute, {unknown}' },
      newMessages: 'Neues',
      errors: { room_full: 'Voll.', muted: (seconds) => `Ruhe, ${seconds} s.` },
    },
    german,
  )
  expect([own.placeholder, own.send, own.replyTo('Ann')]).toEqual(['Servus', 'Senden', 'An ANN'])
  expect([0, 1, 2].map((count) => own.people(count))).toEqual([
    'niemand',
    'jemand',
    '2 Leute, {unknown}',
  ])
  expect(own.newMessages(3)).toBe('Neues')
  expect([own.errors.room_full?.(0), own.errors.muted?.(3)]).toEqual(['Voll.', 'Ruhe, 3 s.'])
  expect(own.errors.too_long?.(0)).toBe('Das ist zu lang.')
})

test('what a site leaves undefined is taken from the language, and names are names whatever is in them', () => {
  const strings = { send: undefined, people: undefined } as unknown as ChatStrings
  const locale = createLocale('en', strings, createLocale('en', core))
  expect([locale.send, locale.people(1)]).toEqual(['Send', '1 person'])
  expect(locale.sayOf('{text} $& $1', '{name}')).toBe('{text} $& $1: {name}')
})

/** Every word, errors as `errors.code`. */
function wordsOf(strings: ChatStrings): string[] {
  return [...sentencesOf(strings).keys()]
}

/** The sentences of each word by form. */
function sentencesOf({
  errors,
  launcher,
  ...words
}: ChatStrings): Map<string, Map<string, string>> {
  const all: [string, unknown][] = Object.entries(words)
  for (const [code, each] of Object.entries(errors ?? {})) all.push([`errors.${code}`, each])
  for (const [word, each] of Object.entries(launcher ?? {})) all.push([`launcher.${word}`, each])
  return new Map(all.map(([word, pattern]) => [word, formsOf(pattern)]))
}

function formsOf(pattern: unknown): Map<string, string> {
  if (typeof pattern === 'string') return new Map([['other', pattern]])
  if (typeof pattern !== 'object' || pattern === null) throw new Error('A language is all text.')
  return new Map(Object.entries(pattern).map(([form, sentence]) => [form, String(sentence)]))
}

function placeholdersOf(sentence: string): string[] {
  return [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').toSorted()
}

function isCounted(word: string): boolean {
  return formsOf(english[word as 'people'] ?? '').has('one')
}

function withLatinDigits(text: string): string {
  return text.replace(/[٠-٩]/g, (digit) => String('٠١٢٣٤٥٦٧٨٩'.indexOf(digit)))
}
