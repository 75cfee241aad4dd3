import { expectTypeOf, test } from 'vitest'
import type { Pushes, PushName } from '../pushes.js'
import type { AnswerOf, RequestName } from '../requests.js'
import type { answerGuards, pushGuards } from './pushes.js'

type Guarded<T> = T extends (value: unknown) => value is infer V ? V : never

test('there is a guard for every push, of its type', () => {
  expectTypeOf<{
    [N in keyof typeof pushGuards]: Guarded<(typeof pushGuards)[N]>
  }>().toEqualTypeOf<Pushes>()
  expectTypeOf<keyof typeof pushGuards>().toEqualTypeOf<PushName>()
})

test('there is a guard for every answer, of its type', () => {
  expectTypeOf<{
    [N in keyof typeof answerGuards]: Guarded<(typeof answerGuards)[N]>
  }>().toEqualTypeOf<{ [N in RequestName]: AnswerOf<N> }>()
})
