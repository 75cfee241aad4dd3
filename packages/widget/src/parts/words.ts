import type { Locale } from '../locale/locale.js'
import type { TimeText } from '../time-text.js'

/** The language of the element: its words and its dates. */
export type Words = { locale: Locale; time: TimeText }
