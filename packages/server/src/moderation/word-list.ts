import { allWordForms, unstretched, wordForms } from './word-form.js'

/** Scripts that put no spaces between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

/**
 * Words that are not wanted, found also in a simple disguise. Whole words: "Scunthorpe" holds none. `word*` is any word
 * that begins so; several words are found in their order; scripts without spaces are searched for what is in them.
 */
export class WordList {
  readonly #words = new Set<string>()
  readonly #prefixes: string[] = []
  readonly #phrases: string[] = []
  readonly #anywhere: string[] = []

  constructor(entries: readonly string[]) {
    for (const entry of entries) {
      const forms = wordForms(entry)
      const [first = ''] = forms
      if (first === '') continue
      if (UNSPACED.test(entry)) this.#anywhere.push(forms.join(''))
      else if (forms.length > 1) this.#phrases.push(` ${forms.join(' ')} `)
      else if (entry.trim().endsWith('*')) this.#prefixes.push(first)
      else this.#words.add(first)
    }
  }

  /** The entries in the text of a file: one a line, `#` begins a comment. */
  static entries(text: string): string[] {
    return text.split(/\r?\n/).filter((line) => !/^\s*(#|$)/.test(line))
  }

  get isEmpty(): boolean {
    const { size } = this.#words
    return size + this.#prefixes.length + this.#phrases.length + this.#anywhere.length === 0
  }

  hasWordOf(text: string): boolean {
    if (this.isEmpty) return false
    for (const forms of allWordForms(text)) if (this.#hasOneOf(forms)) return true
    return false
  }

  #hasOneOf(forms: readonly string[]): boolean {
    for (const form of forms) {
      for (const word of unstretched(form)) {
        if (this.#words.has(word)) return true
        if (this.#prefixes.some((prefix) => word.startsWith(prefix))) return true
      }
    }
    if (this.#anywhere.length > 0) {
      const whole = forms.join('')
      if (this.#anywhere.some((part) => whole.includes(part))) return true
    }
    if (this.#phrases.length === 0) return false
    const sentence = ` ${forms.join(' ')} `
    return this.#phrases.some((phrase) => sentence.includes(phrase))
  }
}
