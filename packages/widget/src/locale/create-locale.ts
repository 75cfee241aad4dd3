import { PLACEHOLDERS, type ChatStrings, type Locale, type Pattern } from './locale.js'

type Value = string | number | readonly string[]
type Say = (...values: Value[]) => string

/** A language's words, ready to be said; what `strings` lacks is taken from `base`. */
export function createLocale(language: string, strings: ChatStrings, base?: Locale): Locale {
  const ready: Record<string, unknown> = { ...base }
  const errors: Record<string, unknown> = { ...base?.errors }
  const placeholders: Partial<Record<string, readonly string[]>> = PLACEHOLDERS
  for (const [word, pattern] of Object.entries<Pattern | object | undefined>(strings)) {
    // What a site leaves undefined is not there.
    if (pattern === undefined) continue
    const names = placeholders[word]
    ready[word] = names ? toSay(language, pattern as Pattern | Say, names) : pattern
  }
  for (const [code, pattern] of Object.entries(strings.errors ?? {})) {
    errors[code] = toSay(language, pattern as Pattern | Say, ['seconds'])
  }
  // `strings` or `base` has each word: their types say so.
  return { ...ready, errors, launcher: { ...base?.launcher, ...strings.launcher } } as Locale
}

function toSay(language: string, pattern: Pattern | Say, names: readonly string[]): Say {
  if (typeof pattern === 'function') return pattern
  // How many people there are is said at each drawing.
  let plurals: Intl.PluralRules | undefined
  const formOf = (value: Value = 0): string => {
    if (typeof pattern === 'string') return pattern
    const count = typeof value === 'number' ? value : value.length
    return (
      pattern[count] ??
      pattern[(plurals ??= new Intl.PluralRules(language)).select(count)] ??
      pattern.other
    )
  }
  return (...values) =>
    formOf(values.find((each) => typeof each !== 'string')).replace(
      /\{(\w+)\}/g,
      (whole, name: string) => {
        const value = values[names.indexOf(name)]
        if (typeof value === 'number') return value.toLocaleString(language)
        if (typeof value === 'object') return new Intl.ListFormat(language).format(value)
        return value ?? whole
      },
    )
}
