import { english, type DeskWords } from './desk-words.js'

type WordFile = { words: DeskWords }

const FILES: Record<string, () => Promise<WordFile>> = {
  ar: () => import('./words/ar.js'),
  de: () => import('./words/de.js'),
  es: () => import('./words/es.js'),
  fr: () => import('./words/fr.js'),
  he: () => import('./words/he.js'),
  hi: () => import('./words/hi.js'),
  it: () => import('./words/it.js'),
  ja: () => import('./words/ja.js'),
  pt: () => import('./words/pt.js'),
  tr: () => import('./words/tr.js'),
  zh: () => import('./words/zh.js'),
}

/** The words of a language that the room speaks. Rejects where its file cannot be had. */
export async function loadDeskWords(language: string): Promise<DeskWords> {
  const file = await FILES[language]?.()
  return file?.words ?? english
}
