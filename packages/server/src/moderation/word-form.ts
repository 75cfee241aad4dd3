import unhomoglyph from 'unhomoglyph'
import { plain } from './skeleton.js'

const LEET: Record<string, string> = {
  '0': 'o',
  '1': 'l',
  '!': 'l',
  '|': 'l',
  '3': 'e',
  '4': 'a',
  '@': 'a',
  '5': 's',
  $: 's',
  '7': 't',
  '+': 't',
}
const TOKEN = /[\p{L}\p{M}\p{N}@$!|+]+/gu
const SPACED_OUT =
  /(?<![\p{L}\p{N}@$])(?:[\p{L}\p{N}@$][^\p{L}\p{N}@$]{1,3}){2,}[\p{L}\p{N}@$](?![\p{L}\p{N}@$])/gu

/** The words of a text without their disguise: look-alikes of other scripts, digits for letters, what is invisible. */
export function wordForms(text: string): string[] {
  return wordsIn(plain(text).toLowerCase())
}

/** As {@link wordForms}, and a second time with capitals taken for what they look like themselves. */
export function* allWordForms(text: string): Generator<string[]> {
  const seen = plain(text)
  const small = seen.toLowerCase()
  yield wordsIn(small)
  if (/[^\p{ASCII}]/u.test(seen) && small !== seen) yield wordsIn(seen)
}

function wordsIn(text: string): string[] {
  // Only what is no Latin letter: that an m looks like rn is of no use here.
  const letters = text.replace(/[^\p{ASCII}]+/gu, (part) => plain(unhomoglyph(part))).toLowerCase()
  const together = letters.match(SPACED_OUT)?.map((part) => part.replace(/[^\p{L}\p{N}@$]/gu, ''))
  return [...(letters.match(TOKEN) ?? []), ...(together ?? [])].map(withoutLeet).filter(Boolean)
}

function withoutLeet(token: string): string {
  const word = token.replace(/^[!|+]+|[!|+]+$/g, '')
  if (!/\p{L}/u.test(word)) return word
  return word.replace(/[^\p{L}\p{M}]/gu, (sign) => LEET[sign] ?? sign).replace(/i/g, 'l')
}

/** The forms that a word can have been stretched from: "fuuun" from "fun" and "fuun". */
export function unstretched(word: string): string[] {
  const stretch = /(.)\1{2,}/gu
  if (!stretch.test(word)) return [word]
  return [word, word.replace(stretch, '$1'), word.replace(stretch, '$1$1')]
}
