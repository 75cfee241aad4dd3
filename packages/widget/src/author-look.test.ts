import { expect, test } from 'vitest'
import { hueOf, initialOf, tagOf } from './author-look.js'

const ids = Array.from({ length: 500 }, (_, index) => `user-${index}`)

test('the hue of a user is always the same, and an angle', () => {
  for (const id of ids) {
    expect(hueOf(id)).toBe(hueOf(id))
    expect(hueOf(id)).toBeGreaterThanOrEqual(0)
    expect(hueOf(id)).toBeLessThan(360)
  }
})

test('hues are far enough apart to be told apart, and all are used', () => {
  const hues = [...new Set(ids.map(hueOf))].toSorted((a, b) => a - b)
  expect(hues).toEqual(Array.from({ length: 24 }, (_, index) => index * 15))
})

test('ids that differ in one letter do not share a hue as a rule', () => {
  expect(hueOf('aaaaaaaaaaaaaaaaaaaaaa')).not.toBe(hueOf('aaaaaaaaaaaaaaaaaaaaab'))
})

test('a tag is the beginning of the id, letters and digits alone', () => {
  expect(tagOf('a-b_c-d_e')).toBe('#abcd')
  expect(tagOf('Zx9')).toBe('#Zx9')
})

test.each([
  ['ann', 'A'],
  ['ölaf', 'Ö'],
  ['o\u0308laf', 'Ö'],
  ['😀 smile', '😀'],
  ['李雷', '李'],
  ['', '?'],
])('the initial of “%s” is %s', (name, initial) => {
  expect(initialOf(name)).toBe(initial)
})
