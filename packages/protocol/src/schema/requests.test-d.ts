import type { InferOutput } from 'valibot'
import { expectTypeOf, test } from 'vitest'
import type { Handshake } from '../pushes.js'
import type { Payload, RequestName, Requests } from '../requests.js'
import type { createHandshakeSchema, createRequestSchemas } from './requests.js'

type Schemas = ReturnType<typeof createRequestSchemas>
type Output<N extends RequestName> = InferOutput<Schemas[N]>

test('there is a schema for every request, and for nothing else', () => {
  expectTypeOf<keyof Schemas>().toEqualTypeOf<RequestName>()
})

test('what a schema lets through is the payload of its request', () => {
  expectTypeOf<{ [N in RequestName]: Output<N> }>().toEqualTypeOf<{
    [N in RequestName]: Requests[N]['payload']
  }>()
  expectTypeOf<Payload<'join'>>().toEqualTypeOf<{
    room: string
    after?: number
    epoch?: string
    limit?: number
    password?: string
  }>()
})

test('what the handshake schema lets through is a handshake', () => {
  expectTypeOf<InferOutput<ReturnType<typeof createHandshakeSchema>>>().toEqualTypeOf<Handshake>()
})
