import { expect, test } from 'vitest'
import { gistOf, isSameGist } from './gist.js'

const isSame = (one: string, other: string) => isSameGist(gistOf(one), gistOf(other))

test.each([
  ['Hello', 'hello!!!'],
  ['Hello', 'Heeello'],
  ['Cheap watches at our shop 17', 'cheap watches  at our shop 4711'],
  ['Cheap watches at our shop', 'Cheap watchez at our shop'],
  ['👍', '👍'],
])('"%s" says the same as "%s"', (one, other) => {
  expect(isSame(one, other)).toBe(true)
})

test.each([
  ['Hello', 'Hallo'],
  ['yes', 'no'],
  ['👍', '👎'],
  ['42', '43'],
  ['Cheap watches at our shop', 'Where is the shop with cheap watches that you told us of?'],
])('"%s" does not say the same as "%s"', (one, other) => {
  expect(isSame(one, other)).toBe(false)
})
