import { importLanguage } from './language-files.js'
import type { ChatStrings } from './locale.js'

/** Each loaded when it is first used; English is always there. */
const LANGUAGES = 'ar de es fr he hi it ja pt tr zh'.split(' ')

/** The language that is spoken to somebody of `tag`: `pt` for `pt-BR`, English where there is nothing nearer. */
export function chooseLanguage(tag: string | undefined): string {
  const language = tag?.split('-')[0] ?? ''
  return LANGUAGES.includes(language) ? language : 'en'
}

/** The words of a language that {@link chooseLanguage} gave. Rejects where its file cannot be had. */
export async function loadStrings(language: string): Promise<ChatStrings> {
  const file = await importLanguage(language)
  return file?.strings ?? {}
}

/** The tag as `Intl` takes it; undefined for what is none. */
export function parseTag(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag)[0]
  } catch {
    return undefined
  }
}
