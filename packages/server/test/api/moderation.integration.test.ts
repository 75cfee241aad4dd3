import { expect, test } from 'vitest'
import { eventually } from '../eventually.js'
import { Visitor } from '../visitor.js'
import { startWithAdmin } from './caller.js'

const room = 'tea'

async function startWithVisitors() {
  const server = await startWithAdmin()
  const ann = await Visitor.arrive(server.url, { name: 'Ann' })
  const ben = await Visitor.arrive(server.url, { name: 'Ben' })
  for (const visitor of [ann, ben]) await visitor.request('join', { room })
  return { ...server, ann, ben }
}

test('a message is deleted for everybody, and the audit trail says why', async () => {
  const { call, ann, ben } = await startWithVisitors()
  const { message } = await ben.request('message', { room, text: 'rude' })

  const answer = await call(`DELETE /rooms/${room}/messages/${message.id}?reason=Rude`)

  expect(answer.status).toBe(204)
  await eventually(() => {
    expect(ann.events(room)).toContainEqual(
      expect.objectContaining({ type: 'delete', id: message.id }),
    )
  })
  const entry = {
    ...{ by: { id: 'admin', name: 'Admin', role: 'host' }, action: 'delete', room },
    ...{ target: message.id, reason: 'Rude' },
  }
  expect((await call(`GET /rooms/${room}/audit`)).body.entries).toMatchObject([entry])
  expect((await call('GET /audit')).body.entries).toMatchObject([entry])
  expect((await call(`DELETE /rooms/${room}/messages/no-such`)).status).toBe(404)
})

test('whoever is banned is out, until the ban is lifted', async () => {
  const { url, call, ben } = await startWithVisitors()
  const user = ben.session.user.id
  const action = { type: 'ban', user, seconds: 3_600 }
  expect((await call(`POST /rooms/${room}/actions`, { action, reason: 'Spam' })).status).toBe(204)

  await eventually(() => expect(ben.pushed.notice.at(-1)?.code).toBe('banned'))
  const { entries } = (await call('GET /sanctions')).body
  expect(entries).toMatchObject([{ type: 'ban', room, user: { id: user }, reason: 'Spam' }])
  const again = await Visitor.arrive(url, { token: ben.session.token })
  expect(await again.codeOf('join', { room })).toBe('banned')

  expect((await call(`DELETE /sanctions/${entries[0].id}?reason=Sorry`)).status).toBe(204)
  expect(await again.codeOf('join', { room })).toBe('ok')
  expect((await call(`GET /rooms/${room}/sanctions`)).body.entries).toEqual([])
  expect((await call(`GET /rooms/${room}/audit`)).body.entries).toMatchObject([
    { action: 'lift', target: user, reason: 'Sorry' },
    { action: 'ban', target: user, reason: 'Spam' },
  ])
  expect((await call(`DELETE /sanctions/${entries[0].id}`)).status).toBe(404)
})

test('a ban from the whole server is an action too, and the end of it is no entry of a room', async () => {
  const { url, call, ben } = await startWithVisitors()
  const action = { type: 'ban', user: ben.session.user.id, everywhere: true }
  expect((await call(`POST /rooms/${room}/actions`, { action })).status).toBe(204)
  const refused = await Visitor.arrive(url, { token: ben.session.token })
  expect(refused.refusal?.code).toBe('banned')

  const [sanction] = (await call('GET /sanctions')).body.entries
  expect(sanction.room).toBeUndefined()
  await call(`DELETE /sanctions/${sanction.id}`)
  const [entry] = (await call('GET /audit')).body.entries
  expect([entry.action, entry.room]).toEqual(['lift', undefined])
})

test('reports show what stands around a message, and are closed', async () => {
  const { call, ann, ben } = await startWithVisitors()
  await ann.request('message', { room, text: 'before' })
  const { message } = await ben.request('message', { room, text: 'rude' })
  await ann.request('report', { room, id: message.id, reason: 'Insult' })

  for (const path of [`/rooms/${room}/reports`, '/reports']) {
    const { entries } = (await call(`GET ${path}`)).body
    expect(entries).toMatchObject([
      { id: message.id, room, message: { text: 'rude' }, reports: [{ reason: 'Insult' }] },
    ])
    expect(entries[0].context.map(({ text }: { text: string }) => text)).toEqual(['before', 'rude'])
  }
  expect((await call(`GET /rooms/${room}`)).body.queue).toEqual({ reports: 1, held: 0 })

  const action = { type: 'resolve', id: message.id, outcome: 'dismissed' }
  expect((await call(`POST /rooms/${room}/actions`, { action })).status).toBe(204)
  expect((await call('GET /reports')).body.entries).toEqual([])
})

test('what waits in any room is listed, page by page, also while it is decided on', async () => {
  const { call, ann, ben } = await startWithVisitors()
  await ann.request('join', { room: 'pub' })
  for (const of of [room, 'pub']) {
    const { body } = await call(`PATCH /rooms/${of}/settings`, { holdAll: true })
    expect(body.settings).toEqual({ readOnly: false, holdAll: true })
  }
  expect(await ann.codeOf('message', { room, text: 'one' })).toBe('held')
  expect(await ann.codeOf('message', { room: 'pub', text: 'two' })).toBe('held')
  expect(await ben.codeOf('message', { room, text: 'three' })).toBe('held')

  const first = (await call('GET /held?limit=2')).body
  expect(first.entries).toMatchObject([
    { room, text: 'three' },
    { room: 'pub', text: 'two' },
  ])
  const decide = (of: string, type: string, id: string) =>
    call(`POST /rooms/${of}/actions`, { action: { type, id } })
  expect((await decide('pub', 'approve', first.entries[1].id)).status).toBe(204)
  const second = (await call(`GET /held?limit=2&before=${first.next}`)).body
  expect(second).toMatchObject({ entries: [{ room, text: 'one' }] })
  expect(second.next).toBeUndefined()

  await eventually(() => expect(ann.texts('pub')).toEqual(['two']))
  expect((await decide(room, 'reject', first.entries[0].id)).status).toBe(204)
  await eventually(() => expect(ben.pushed.notice.at(-1)?.code).toBe('refused'))
  expect((await decide(room, 'reject', first.entries[0].id)).status).toBe(404)
})

test('reports of all rooms come page by page, also while they are closed', async () => {
  const { call, ann, ben } = await startWithVisitors()
  const ids: string[] = []
  for (const text of ['1', '2', '3']) {
    const { message } = await ben.request('message', { room, text })
    ids.unshift(message.id)
    await ann.request('report', { room, id: message.id, reason: 'Insult' })
  }
  const first = (await call('GET /reports?limit=1')).body
  expect(first.entries[0].id).toBe(ids[0])
  const action = { type: 'resolve', id: ids[0], outcome: 'acted' }
  await call(`POST /rooms/${room}/actions`, { action })
  const rest = (await call(`GET /reports?before=${first.next}`)).body
  expect(rest.entries.map(({ id }: { id: string }) => id)).toEqual(ids.slice(1))
})

test('settings change by what is named, and a password is told to nobody', async () => {
  const { call, ann } = await startWithVisitors()
  const change = { readOnly: true, slowModeS: 5, password: 'open sesame' }
  const { body } = await call(`PATCH /rooms/${room}/settings`, change)
  expect(body).toEqual({ settings: { readOnly: true, slowModeS: 5, passwordRequired: true } })
  await eventually(() => expect(ann.events(room).at(-1)).toMatchObject({ type: 'settings' }))
  const audit = (await call('GET /audit')).body
  expect(audit.entries).toMatchObject([{ action: 'settings', details: { readOnly: true } }])
  expect(JSON.stringify([audit, ann.events(room)])).not.toContain('sesame')

  const { body: back } = await call(`PATCH /rooms/${room}/settings`, { slowModeS: null })
  expect(back).toEqual({ settings: { readOnly: true, passwordRequired: true } })
  expect((await call(`PATCH /rooms/${room}/settings`, { slowMode: 5 })).status).toBe(400)
})

test.each<[string, object]>([
  ['no action', {}],
  ['an unknown action', { action: { type: 'explode' } }],
  ['an action with more than it has', { action: { type: 'delete', id: 'x', all: true } }],
  ['a time that is none', { action: { type: 'mute', user: 'x', seconds: 0 } }],
  ['a reason that is none', { action: { type: 'delete', id: 'x' }, reason: 7 }],
  ['more beside', { action: { type: 'delete', id: 'x' }, because: 'x' }],
])('%s is malformed', async (_what, body) => {
  const { call } = await startWithAdmin()
  const answer = await call(`POST /rooms/${room}/actions`, body)
  expect([answer.status, answer.body.error.code]).toEqual([400, 'invalid_payload'])
})

test('whoever opens a moderator link moderates its room, until the link is revoked', async () => {
  const { url, call, ben } = await startWithVisitors()
  const { status, body: link } = await call('POST /moderator-links', { room, name: 'Evening' })
  expect(status).toBe(201)
  const mod = await Visitor.arrive(url, { links: [link.token] })
  await mod.request('join', { room })
  const { message } = await ben.request('message', { room, text: 'rude' })
  expect(await mod.codeOf('delete', { room, id: message.id })).toBe('ok')

  const { token: _, ...listed } = link
  expect((await call(`GET /moderator-links?room=${room}`)).body).toEqual({ entries: [listed] })
  expect((await call('GET /moderator-links?room=pub')).body).toEqual({ entries: [] })
  expect((await call(`DELETE /moderator-links/${link.id}`)).status).toBe(204)
  expect((await call('GET /moderator-links')).body).toEqual({ entries: [] })
  expect((await call('DELETE /moderator-links/x')).status).toBe(404)
  expect((await call('POST /moderator-links', { room: '-' })).body.error.code).toBe('invalid_room')
  expect((await call('POST /moderator-links', { room, expiresInS: 1 })).status).toBe(400)
})
