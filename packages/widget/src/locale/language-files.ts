import type { ChatStrings } from './locale.js'

type LanguageFile = { strings: ChatStrings }

/** For bundlers: each language is a piece of its own. */
const FILES: Record<string, () => Promise<LanguageFile>> = {
  ar: () => import('./ar.js'),
  de: () => import('./de.js'),
  es: () => import('./es.js'),
  fr: () => import('./fr.js'),
  he: () => import('./he.js'),
  hi: () => import('./hi.js'),
  it: () => import('./it.js'),
  ja: () => import('./ja.js'),
  pt: () => import('./pt.js'),
  tr: () => import('./tr.js'),
  zh: () => import('./zh.js'),
}

export async function importLanguage(language: string): Promise<LanguageFile | undefined> {
  return FILES[language]?.()
}
