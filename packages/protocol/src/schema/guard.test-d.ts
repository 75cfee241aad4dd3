import { expectTypeOf, test } from 'vitest'
import { isNumber, isString, object, type Guard } from './guard.js'

type Car = { wheels: number; name?: string }

test('a guard of an object names every key', () => {
  expectTypeOf(object<Car>({ wheels: isNumber }, { name: isString })).toEqualTypeOf<Guard<Car>>()
  // @ts-expect-error A required key is missing.
  object<Car>({}, { name: isString })
  // @ts-expect-error An optional key is missing.
  object<Car>({ wheels: isNumber }, {})
  // @ts-expect-error All of the optional keys are missing.
  object<Car>({ wheels: isNumber })
})

test('a guard of an object holds each key by a guard of its type', () => {
  // @ts-expect-error Wheels are a number.
  object<Car>({ wheels: isString }, { name: isString })
})
