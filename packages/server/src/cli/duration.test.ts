import { expect, test } from 'vitest'
import { readDuration } from './duration.js'

test.each([
  ['90s', 90],
  ['15m', 900],
  ['12h', 43_200],
  ['30d', 2_592_000],
  ['4w', 2_419_200],
  ['1y', 31_536_000],
])('%s is %i seconds', (text, seconds) => {
  expect(readDuration(text)).toBe(seconds)
})

test.each(['', '30', '0d', '-1d', '1.5h', '1 d', 'd', '30D', '9999999999d'])(
  '"%s" is no duration',
  (text) => {
    expect(readDuration(text)).toBeUndefined()
  },
)
