import type { Locale } from '../locale/locale.js'
import type { TimeText } from '../time-text.js'

/** The language of the element: its words and its dates. */
export type Words = {
  locale: Locale
  time: TimeText
  /** Of the words, such as `de`. */
  language: string
  /** How the words read, whatever the page says. */
  reading: 'ltr' | 'rtl'
  /** Where the page leaves it to the language. */
  direction: 'ltr' | 'rtl' | undefined
  /** Whether the words are still on their way, so that nothing is to be drawn yet. */
  isLoading: boolean
}
