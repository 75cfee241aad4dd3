import { ChatClient, type ChatClientOptions } from '@chat/sdk'
import { moderate } from '@chat/sdk/moderation'
import { createChatServer } from '@chat/server'
import { expect, onTestFinished, test, vi } from 'vitest'

const room = 'support'
const until = { timeout: 60_000, interval: 20 }

async function startServer() {
  const server = createChatServer({ database: 'memory', logLevel: 'silent', rates: 'off' })
  const { url } = await server.listen({ host: '127.0.0.1' })
  onTestFinished(() => server.close())
  const arrive = (options: ChatClientOptions) => {
    const client = new ChatClient({ url, storage: null, ...options })
    onTestFinished(() => client.close())
    return client
  }
  const { token } = await server.createModeratorLink({ room, name: 'Night shift' })
  return { arrive, token }
}

test('a moderator by a link sees what is reported and held, and what they do is felt at once', async () => {
  const { arrive, token } = await startServer()
  const mia = await arrive({ name: 'Mia', links: [token] }).join(room)
  const desk = moderate(mia)
  expect(mia.you).toEqual({ role: 'moderator' })
  const counts = vi.fn()
  mia.on('moderation', counts)

  const ben = await arrive({ name: 'Ben' }).join(room)
  const eve = await arrive({ name: 'Eve' }).join(room)
  const { id } = await eve.send('Buy this')
  await vi.waitFor(() => expect(ben.messages).toHaveLength(1), until)
  await ben.report(id, 'Advertising')
  await vi.waitFor(
    () => expect(counts).toHaveBeenLastCalledWith({ room, reports: 1, held: 0 }),
    until,
  )
  const { entries: reports } = await desk.review('reports')
  expect(reports).toMatchObject([
    { id, message: { text: 'Buy this' }, reports: [{ reason: 'Advertising' }] },
  ])

  await desk.delete(id, 'Advertising')
  await vi.waitFor(() => expect(ben.messages[0]?.deleted).toBe(true), until)
  await vi.waitFor(
    () => expect(counts).toHaveBeenLastCalledWith({ room, reports: 0, held: 0 }),
    until,
  )

  const eveId = reports[0]?.message.user.id ?? ''
  await desk.mute(eveId, { seconds: 600 })
  await vi.waitFor(() => expect(eve.you.mutedUntil).toBeDefined(), until)
  await expect(eve.send('Still here')).rejects.toMatchObject({ code: 'muted' })
  const { entries: sanctions } = await desk.review('sanctions')
  expect(sanctions).toMatchObject([{ type: 'mute', user: { id: eveId, name: 'Eve' } }])
  await desk.lift(sanctions[0]?.id ?? '')
  await vi.waitFor(() => expect(eve.you).toEqual({}), until)

  await desk.ban(eveId, { reason: 'Advertising' })
  await vi.waitFor(() => expect(eve.status).toBe('refused'), until)
  expect(eve.snapshot.error).toMatchObject({ code: 'banned' })
  expect(eve.snapshot.error?.message).toContain('Advertising')
  const { entries: audit } = await desk.review('audit')
  expect(audit.map(({ action }) => action)).toContain('ban')
})

test('a held message is let in, and another refused, and the author sees both', async () => {
  const { arrive, token } = await startServer()
  const mia = await arrive({ links: [token] }).join(room)
  const desk = moderate(mia)
  await desk.changeSettings({ holdAll: true })
  const ben = await arrive({ name: 'Ben' }).join(room)
  const good = ben.send('Good')
  const bad = ben.send('Bad')
  bad.catch(() => {})
  await vi.waitFor(
    () => expect(ben.pending.map(({ state }) => state)).toEqual(['held', 'held']),
    until,
  )
  const { entries } = await desk.review('held')
  const idOf = (wanted: string) => entries.find(({ text }) => text === wanted)?.id ?? ''
  await desk.approve(idOf('Good'))
  await desk.reject(idOf('Bad'))
  expect(await good).toMatchObject({ id: idOf('Good'), text: 'Good' })
  await expect(bad).rejects.toMatchObject({ code: 'refused' })
  expect(ben.pending).toMatchObject([{ text: 'Bad', state: 'failed' }])
})

test('a link that is added to a client makes it a moderator without another visit', async () => {
  const { arrive, token } = await startServer()
  const client = arrive({ name: 'Mia' })
  const mia = await client.join(room)
  expect(mia.you).toEqual({})
  client.addLink(token)
  await vi.waitFor(() => expect(mia.you).toEqual({ role: 'moderator' }), until)
})

test('who moderates is told on arrival how much waits', async () => {
  const { arrive, token } = await startServer()
  const eve = await arrive({ name: 'Eve' }).join(room)
  const ben = await arrive({ name: 'Ben' }).join(room)
  const { id } = await eve.send('Buy this')
  await ben.report(id, 'Advertising')
  const mia = arrive({ links: [token] }).room(room)
  const counts = vi.fn()
  mia.on('moderation', counts)
  await mia.join()
  await vi.waitFor(() => expect(counts).toHaveBeenCalledWith({ room, reports: 1, held: 0 }), until)
})
