import { expect, test } from 'vitest'
import { skeletonsOf } from './skeleton.js'

const lookSame = (one: string, other: string) =>
  skeletonsOf(one).some((skeleton) => skeletonsOf(other).includes(skeleton))

test.each([
  ['Admin', 'аdmin', 'Cyrillic a'],
  ['Admin', 'ΑDМІN', 'Greek and Cyrillic capitals'],
  ['Admin', 'adm\u200bin', 'a zero-width space'],
  ['Admin', 'Ａｄｍｉｎ', 'full width'],
  ['Admin', '𝒜𝒹𝓂𝒾𝓃', 'mathematical letters'],
  ['Admin', 'Ádmîn', 'accents'],
  ['Admin', 'a\u0338d\u0338m\u0338i\u0338n\u0338', 'overlays'],
  ['Admin', 'adm|n', 'a bar'],
  ['Admin', 'adm1n', 'a one'],
  ['Ben', 'Веn', 'Cyrillic Ve and Ie'],
  ['Iain', 'lain', 'I and l'],
  ['modern', 'modem', 'rn and m'],
  ['Bob', 'B0b', 'O and 0'],
  ['Влад', 'ВЛАД', 'Cyrillic in another case'],
  ['kevin', 'keνιn', 'small Greek'],
  ['HOST', 'ΗΟЅТ', 'capitals that are others when small'],
])('%s and %s look the same: %s', (one, other) => {
  expect(lookSame(one, other)).toBe(true)
})

test.each([
  ['Ann', 'Anna'],
  ['राम', 'रमा'],
  ['محمد', 'أحمد'],
  ['山田', '山本'],
  ['Léo', 'Lea'],
])('%s and %s do not', (one, other) => {
  expect(lookSame(one, other)).toBe(false)
})
