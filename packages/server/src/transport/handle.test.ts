import { DEFAULT_LIMITS, type User } from '@chat/protocol'
import { expect, test, vi } from 'vitest'
import { LiveUsers } from '../identity/live-users.js'
import { SessionTokens } from '../identity/session-token.js'
import { MemoryPresence } from '../presence/memory-presence.js'
import { NoRateLimit } from '../rate-limit/no-rate-limit.js'
import { RoomLog } from '../room/room-log.js'
import { MemoryStore } from '../store/memory-store.js'
import { Connection, type ChatSocket } from './connection.js'
import { RequestPath } from './handle.js'
import type { Services } from './services.js'
import { Typing } from './typing.js'

const ann: User = { id: 'ann', name: 'Ann' }

function servePath() {
  const users = new LiveUsers()
  const services: Services = {
    limits: DEFAULT_LIMITS,
    log: new RoomLog({ store: new MemoryStore(), limits: DEFAULT_LIMITS, onCommitted() {} }),
    presence: new MemoryPresence({ listLimit: 10 }),
    rateLimit: new NoRateLimit(),
    tokens: new SessionTokens(new Uint8Array(32)),
    users,
    typing: new Typing({ send() {} }),
  }
  const onError = vi.fn()
  let receive: (name: string, ...received: unknown[]) => void = () => {}
  // As much of a socket as the path of a request sees.
  const socket = {
    id: 'a',
    connected: true,
    data: { user: ann, token: '' },
    join: async () => {},
    leave: async () => {},
    onAny: (listener: typeof receive) => (receive = listener),
  } as unknown as ChatSocket
  new RequestPath({ services, onError }).serve(new Connection(socket, users))
  const ask = (name: string, payload: unknown) =>
    new Promise((resolve) => receive(name, payload, resolve))
  return { services, onError, ask }
}

test('a failure that nobody expected is unavailable to the client, and told to the operator', async () => {
  const { services, onError, ask } = servePath()
  const failure = new Error('ECONNREFUSED 10.0.0.7:6379')
  vi.spyOn(services.presence, 'join').mockRejectedValueOnce(failure)

  const answer = await ask('join', { room: 'tea' })
  expect(answer).toMatchObject({ ok: false, error: { code: 'unavailable' } })
  expect(JSON.stringify(answer)).not.toContain('10.0.0.7')
  expect(onError).toHaveBeenCalledWith(failure)
  expect(await ask('join', { room: 'tea' })).toMatchObject({ ok: true })
})

test('where counting fails nothing is done', async () => {
  const { services, onError, ask } = servePath()
  vi.spyOn(services.rateLimit, 'consume').mockRejectedValueOnce(new Error('ECONNREFUSED'))

  expect(await ask('join', { room: 'tea' })).toMatchObject({ error: { code: 'unavailable' } })
  expect(await services.presence.members('tea')).toMatchObject({ count: 0 })
  expect(onError).toHaveBeenCalledOnce()
})

test('what the client did wrong is nothing for the operator', async () => {
  const { onError, ask } = servePath()
  await ask('join', { room: '' })
  await ask('message', { room: 'tea', text: 'x' })
  await ask('join', null)
  expect(onError).not.toHaveBeenCalled()
})

test('a request that is malformed is told which part of it is', async () => {
  const { ask } = servePath()
  expect(await ask('react', { room: 'tea', id: 'x' })).toMatchObject({
    error: { code: 'invalid_payload', message: 'react: id is not valid.' },
  })
  expect(await ask('react', 7)).toMatchObject({
    error: { code: 'invalid_payload', message: 'react: malformed.' },
  })
})
