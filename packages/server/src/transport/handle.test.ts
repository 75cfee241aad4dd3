import { expect, test, vi } from 'vitest'
import { createStage } from '../../test/stage.js'
import { RequestPath } from './handle.js'

function servePath() {
  const { services, connection, ask } = createStage()
  const onError = vi.fn()
  new RequestPath({ services, onError }).serve(connection)
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
