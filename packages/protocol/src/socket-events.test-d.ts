import { expectTypeOf, test } from 'vitest'
import type { Answer } from './answer.js'
import type { Push, PushName } from './pushes.js'
import type { AnswerOf, Payload, RequestName } from './requests.js'
import type { ClientToServerEvents, ServerToClientEvents } from './socket-events.js'

test('the design names these requests and these pushes', () => {
  expectTypeOf<RequestName>().toEqualTypeOf<
    | 'join'
    | 'leave'
    | 'message'
    | 'edit'
    | 'delete'
    | 'react'
    | 'history'
    | 'sync'
    | 'typing'
    | 'name'
    | 'report'
    | 'moderate'
    | 'review'
  >()
  expectTypeOf<PushName>().toEqualTypeOf<
    'session' | 'events' | 'presence' | 'typing' | 'notice' | 'moderation'
  >()
})

test('the Socket.IO maps know every request and every push', () => {
  expectTypeOf<keyof ClientToServerEvents>().toEqualTypeOf<RequestName>()
  expectTypeOf<keyof ServerToClientEvents>().toEqualTypeOf<PushName>()
})

test('a request goes out with its payload and comes back with its answer', () => {
  type Parts = Parameters<ClientToServerEvents['message']>
  type Acknowledge = (answer: Answer<AnswerOf<'message'>>) => void
  expectTypeOf<Parts[0]>().toEqualTypeOf<Payload<'message'>>()
  expectTypeOf<Parts[1]>().toEqualTypeOf<Acknowledge | undefined>()
  expectTypeOf<ServerToClientEvents['events']>().parameters.toEqualTypeOf<[Push<'events'>]>()
})

test('an answer is read only after its `ok`', () => {
  const read = (answer: Answer<AnswerOf<'name'>>) => {
    // @ts-expect-error It may be a failure.
    expectTypeOf(answer.user).toBeString()
    if (answer.ok) expectTypeOf(answer.user.name).toBeString()
    else expectTypeOf(answer.error.retryAfter).toEqualTypeOf<number | undefined>()
  }
  expectTypeOf(read).returns.toBeVoid()
})
