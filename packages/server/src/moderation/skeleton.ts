import unhomoglyph from 'unhomoglyph'

const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}]/gu
/** Accents and the like that any letter can bear; the vowel signs of a script stay. */
const MARKS = /(?=\p{M})\p{Script=Inherited}/gu

/**
 * What a text looks like, after Unicode TS 39, with upper and lower case, accents, and I, l and 1 taken for the same. Two
 * texts look the same where they have one of these in common: some letters look alike as capitals, others as small ones.
 */
export function skeletonsOf(text: string): string[] {
  const seen = plain(text)
  return [...new Set([seen, seen.toLowerCase(), seen.toUpperCase()].map(skeletonOf))]
}

function skeletonOf(text: string): string {
  const small = plain(unhomoglyph(text)).toLowerCase()
  return plain(unhomoglyph(small)).toLowerCase().replace(/[i!|]/g, 'l').replace(/0/g, 'o')
}

/** Without what cannot be seen and what only decorates. */
export function plain(text: string): string {
  return text.normalize('NFKD').replace(INVISIBLE, '').replace(MARKS, '')
}
