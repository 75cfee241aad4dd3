import { describe, expect, test } from 'vitest'
import {
  arrayOf,
  isBoolean,
  isNumber,
  isString,
  isWhole,
  literal,
  object,
  recordOf,
  type Guard,
} from './guard.js'

const oddities = [
  undefined,
  null,
  '',
  'a',
  0,
  -1,
  1.5,
  NaN,
  Infinity,
  true,
  false,
  {},
  [],
  ['a'],
  { a: 1 },
]
const taken = (guard: Guard<unknown>) => oddities.filter((value) => guard(value))

test('each guard takes what it is named after, and nothing else', () => {
  expect(taken(isString)).toEqual(['', 'a'])
  expect(taken(isBoolean)).toEqual([true, false])
  expect(taken(isNumber)).toEqual([0, -1, 1.5])
  expect(taken(isWhole)).toEqual([0])
  expect(isWhole(Number.MAX_SAFE_INTEGER + 1)).toBe(false)
  expect(taken(literal('a'))).toEqual(['a'])
  expect(taken(literal(true))).toEqual([true])
  expect(taken(arrayOf(isString))).toEqual([[], ['a']])
  expect(taken(recordOf(isNumber))).toEqual([{}, [], { a: 1 }])
})

test('an array with one wrong item is refused', () => {
  expect(arrayOf(isString)(['a', 1])).toBe(false)
})

describe('an object', () => {
  const isCar = object<{ wheels: number; name?: string }>({ wheels: isWhole }, { name: isString })

  test.each([{ wheels: 4 }, { wheels: 4, name: 'Bus' }, { wheels: 4, name: undefined, doors: 2 }])(
    'is told by its keys, and more of them do no harm: %j',
    (value) => {
      expect(isCar(value)).toBe(true)
    },
  )

  test.each([undefined, null, 'car', {}, { wheels: '4' }, { wheels: 4, name: 7 }, { name: 'Bus' }])(
    'is not taken where a key is wrong or missing: %j',
    (value) => {
      expect(isCar(value)).toBe(false)
    },
  )
})
