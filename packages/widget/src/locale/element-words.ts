import type { Words } from '../parts/words.js'
import { TimeText } from '../time-text.js'
import { createLocale } from './create-locale.js'
import { strings as english } from './en.js'
import { chooseLanguage, loadStrings, parseTag } from './languages.js'
import type { ChatStrings } from './locale.js'

/** How long a room waits for its words before it is drawn with English ones, ms. */
const PATIENCE_MS = 2_000
const RIGHT_TO_LEFT = ['ar', 'he']

/** Every language that was used on the page. */
const loaded = new Map<string, ChatStrings>([['en', {}]])

/**
 * The words of an element: of the language where it stands, with the site's own in their place. Until those of another
 * language are there the old ones stay, so that nothing flashes.
 */
export class ElementWords {
  readonly #element: Element
  readonly #onChange: () => void
  #own: ChatStrings = {}
  #current: Words | undefined
  #patience: ReturnType<typeof setTimeout> | undefined
  /** What the current words were made of. */
  #madeOf: readonly unknown[] = []
  // A site may let its visitors choose: most name the language at the root of the page.
  readonly #observer = new MutationObserver(() => this.follow())

  constructor(element: Element, onChange: () => void) {
    this.#element = element
    this.#onChange = onChange
  }

  get own(): ChatStrings {
    return this.#own
  }

  set own(strings: ChatStrings) {
    this.#own = strings
    if (this.#element.isConnected) this.follow()
  }

  get current(): Words {
    return this.#current ?? this.follow()
  }

  /** The element is in a page. */
  start(): void {
    this.#observer.observe(document.documentElement, { attributeFilter: ['lang', 'dir'] })
    this.follow()
  }

  stop(): void {
    this.#observer.disconnect()
  }

  /** Looks where the element stands now. */
  follow(): Words {
    const { tag, isTurned } = findLanguage(this.#element)
    const language = chooseLanguage(tag)
    const strings = loaded.get(language)
    if (strings) return this.#speak(tag, language, strings, isTurned)
    void loadStrings(language).then(
      (found) => {
        loaded.set(language, found)
        if (this.#element.isConnected) this.follow()
      },
      () => this.#hurry(),
    )
    if (!this.#current) {
      this.#patience = setTimeout(() => this.#hurry(), PATIENCE_MS)
      return this.#speak(tag, 'en', {}, isTurned, true)
    }
    return this.#current
  }

  // English for now; the language's own words take over when they come.
  #hurry(): void {
    if (!this.#current?.isLoading) return
    const { tag, isTurned } = findLanguage(this.#element)
    this.#speak(tag, 'en', {}, isTurned)
  }

  #speak(
    tag: string | undefined,
    language: string,
    strings: ChatStrings,
    isTurned: boolean,
    isLoading = false,
  ): Words {
    const madeOf = [tag, language, isTurned, isLoading, this.#own]
    if (this.#current && madeOf.every((each, index) => each === this.#madeOf[index]))
      return this.#current
    if (!isLoading) clearTimeout(this.#patience)
    this.#madeOf = madeOf
    const base = createLocale('en', english)
    const translated = language === 'en' ? base : createLocale(language, strings, base)
    this.#current = {
      locale: createLocale(tag ?? language, this.#own, translated),
      time: new TimeText(tag),
      language,
      direction: isTurned ? undefined : RIGHT_TO_LEFT.includes(language) ? 'rtl' : 'ltr',
      isLoading,
    }
    this.#onChange()
    return this.#current
  }
}

/**
 * The language where an element stands, also beyond shadow roots, and whether the page turns it: by a `dir` that is as
 * near as the `lang`.
 */
function findLanguage(element: Element): { tag: string | undefined; isTurned: boolean } {
  let isTurned = false
  for (let at: Element | null = element; at; at = parentOf(at)) {
    isTurned ||= at.hasAttribute('dir')
    const lang = at.getAttribute('lang')
    if (lang) return { tag: parseTag(lang), isTurned }
  }
  return { tag: parseTag(navigator.language), isTurned }
}

function parentOf(element: Element): Element | null {
  const root = element.getRootNode()
  return element.parentElement ?? (root instanceof ShadowRoot ? root.host : null)
}
