/** True when `text` has more than `max` code points. Counts only where the length in code units leaves a doubt. */
export function isLongerThan(text: string, max: number): boolean {
  if (text.length <= max) return false
  if (text.length > 2 * max) return true
  let count = 0
  for (const _ of text) count += 1
  return count > max
}

// Cc: control characters. Cs: unpaired surrogates, which no database or UTF-8 frame keeps unchanged.
const FORBIDDEN_IN_TEXT = /(?![\n\t])[\p{Cc}\p{Cs}]/u

// In one line of text also: line breaks, and invisible or direction-changing characters, which serve to
// imitate another name. ZWNJ and ZWJ stay allowed: several scripts and emoji need them.
const FORBIDDEN_IN_NAME = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029]/u

const VISIBLE = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}]/u

/** The rule for a message's text, but for its length: something visible, no control character but newline and tab. */
export function isText(text: string): boolean {
  return VISIBLE.test(text) && !FORBIDDEN_IN_TEXT.test(text)
}

/** Most that a reason has, code points. */
export const MAX_REASON = 500

/** The rule for why something is done or reported, in the words of whoever does it. */
export function isReason(text: string): boolean {
  return isText(text) && !isLongerThan(text, MAX_REASON)
}

/** The rule for a display name, but for its length: one line, something visible, no space at either end. */
export function isDisplayName(name: string): boolean {
  return VISIBLE.test(name) && !FORBIDDEN_IN_NAME.test(name) && name.trim() === name
}

/** What a person typed, made into text that {@link isText} can accept: line ends as `\n`, none around it. */
export function normaliseText(text: string): string {
  return text.replace(/\r\n?/g, '\n').trim()
}

/** What a person typed as their name: white space folded and trimmed, NFC. */
export function normaliseDisplayName(name: string): string {
  return name.normalize('NFC').replace(/\s+/g, ' ').trim()
}
