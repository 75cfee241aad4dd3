const PICTURE = /\p{Extended_Pictographic}|\p{Regional_Indicator}{2}|\u20e3/u
const OTHER_THAN_EMOJI = /[^\p{Emoji}\p{Emoji_Component}\u200d\ufe0f\u20e3]/u

/** The rule for a reaction: one emoji, written with at most 16 code points. */
export function isEmoji(value: string): boolean {
  return (
    value.length <= 32 &&
    PICTURE.test(value) &&
    !OTHER_THAN_EMOJI.test(value) &&
    isOneGrapheme(value)
  )
}

let graphemes: Intl.Segmenter | undefined

function isOneGrapheme(value: string): boolean {
  graphemes ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  return graphemes.segment(value).containing(0)?.segment === value
}
