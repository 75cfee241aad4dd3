import type { Words } from '../parts/words.js'
import { TimeText } from '../time-text.js'
import { createLocale } from './create-locale.js'
import { strings as english } from './en.js'
import { chooseLanguage, loadStrings, parseTag } from './languages.js'
import type { ChatStrings } from './locale.js'

/** How long a room waits for its words before it is drawn with English ones, ms. */
const PATIENCE_MS = 2_000

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
  /** The language that was asked for last, and whether it took or takes too long. */
  #asked = ''
  #isLate = false
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
    this.#refresh()
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
    if (!strings && this.#asked !== language) this.#load(language)
    if (this.#current && !this.#current.isLoading && !strings && !this.#isLate) return this.#current
    const spoken = strings ? language : 'en'
    const translated = createLocale(spoken, strings ?? {}, createLocale('en', english))
    const time = new TimeText(tag)
    const reading = /ar|he/.test(spoken) ? 'rtl' : 'ltr'
    // While the connection is being made, in a task of its own.
    setTimeout(() => time.prepare())
    this.#current = {
      locale: createLocale(tag ?? spoken, this.#own, translated),
      time,
      language: spoken,
      reading,
      direction: isTurned ? undefined : reading,
      isLoading: !strings && !this.#isLate,
    }
    this.#onChange()
    return this.#current
  }

  #load(language: string): void {
    const hurry = () => {
      // They are there, or another language is waited for.
      if (this.#asked !== language || loaded.get(language)) return
      this.#isLate = true
      this.#refresh()
    }
    this.#asked = language
    this.#isLate = false
    setTimeout(hurry, PATIENCE_MS)
    loadStrings(language).then((strings) => {
      loaded.set(language, strings)
      this.#refresh()
    }, hurry)
  }

  #refresh(): void {
    if (this.#element.isConnected) this.follow()
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
