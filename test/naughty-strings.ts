import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/** The "Big List of Naughty Strings": what has been trouble as user input somewhere, each once. */
export const NAUGHTY_STRINGS: readonly string[] = [
  ...new Set(require('big-list-of-naughty-strings') as string[]),
]

/** A text as it is sent: line ends as `\n`, no white space around it. */
export function asSent(text: string): string {
  return text.replace(/\r\n?/g, '\n').trim()
}

/** Whether a text may be sent at all: something visible is in it, and no control character but newline and tab. */
export function isAllowed(text: string): boolean {
  const hasVisible = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}]/u.test(text)
  return hasVisible && !/(?![\n\t])[\p{Cc}\p{Cs}]/u.test(asSent(text))
}
