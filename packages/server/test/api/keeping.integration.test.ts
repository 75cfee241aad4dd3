import { expect, test } from 'vitest'
import { eventually } from '../eventually.js'
import { Visitor } from '../visitor.js'
import { ADMIN_KEY, startWithAdmin } from './caller.js'

const room = 'tea'

async function startWithAnn() {
  const server = await startWithAdmin()
  const ann = await Visitor.arrive(server.url, { name: 'Ann' })
  await ann.request('join', { room })
  const { message } = await ann.request('message', { room, text: 'Hello' })
  const exportOf = async (path: string) => {
    const headers = { Authorization: `Bearer ${ADMIN_KEY}` }
    const response = await fetch(`${server.url}/api/${path}/export`, { headers })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toContain('application/jsonl')
    const lines = (await response.text()).split('\n').filter(Boolean)
    return lines.map((line) => JSON.parse(line) as object)
  }
  return { ...server, ann, message, exportOf, id: ann.session.user.id }
}

test('messages are exported as JSON Lines, of a room and of a user', async () => {
  const { exportOf, message, id } = await startWithAnn()
  expect(await exportOf(`rooms/${room}`)).toEqual([{ room, ...message }])
  expect(await exportOf(`users/${id}`)).toEqual([{ room, ...message }])
  expect(await exportOf('rooms/empty')).toEqual([])
  expect(await exportOf('users/nobody')).toEqual([])
})

test('a user is erased, and everybody in the room sees it', async () => {
  const { call, ann, id } = await startWithAnn()
  const answer = await call(`DELETE /users/${id}?reason=Asked`)
  expect(answer).toMatchObject({ status: 200, body: { messages: 1, reactions: 0 } })
  await eventually(() => {
    expect(ann.events(room)).toContainEqual(expect.objectContaining({ type: 'clear', of: id }))
  })
  expect((await call(`DELETE /users/${id}`)).body).toEqual({ messages: 0, reactions: 0 })
  expect((await call('GET /audit')).body.entries[1]).toMatchObject({
    ...{ by: { id: 'admin' }, action: 'erase', target: id, reason: 'Asked' },
  })
})

test('a room is erased', async () => {
  const { call, ann } = await startWithAnn()
  expect((await call(`DELETE /rooms/${room}`)).status).toBe(204)
  await eventually(() => expect(ann.events(room).at(-1)).toMatchObject({ type: 'clear', upTo: 1 }))
  expect((await call(`GET /rooms/${room}/messages`)).body.messages).toEqual([])
})
