import { expect } from 'vitest'
import type { ChatServerOptions } from '../src/index.js'
import { eventually } from './eventually.js'
import { startServer } from './running-server.js'
import { Visitor } from './visitor.js'
import { SECRET, WebhookReceiver } from './webhook-receiver.js'

export const ROOMS = ['tea', 'coffee'] as const
export const NAME = 'Annabella Rosebud'
/** What every text of hers says. */
export const SAID = 'my phone number is 555-0123'

/** A server on which somebody has left everything that one can leave, with whoever else is there. */
export async function startWithTraces(options: ChatServerOptions) {
  const receiver = await WebhookReceiver.open()
  receiver.isFailing = true
  const server = await startServer({
    graceMs: 0,
    webhooks: [{ url: receiver.url, secret: SECRET }],
    moderation: { measures: { hideAfterReports: 1, keepNamesDays: 7, names: 'members' } },
    ...options,
  })
  const [room, other] = ROOMS
  const ben = await Visitor.arrive(server.url, { name: 'Ben' })
  const { token } = await server.createModeratorLink({ room: 'garden' })
  const ann = await Visitor.arrive(server.url, { name: NAME, links: [token] })
  for (const visitor of [ben, ann]) {
    for (const name of ROOMS) await visitor.request('join', { room: name })
  }
  const { message: bens } = await ben.request('message', { room, text: 'Hello, all' })
  const say = (text: string, of: string = room) =>
    ann.request('message', { room: of, text: `${text}: ${SAID}` })
  const { message: edited } = await say('first')
  await ann.request('edit', { room, id: edited.id, text: `then: ${SAID}` })
  const { message: hidden } = await say('rude')
  await ben.request('report', { room, id: hidden.id, reason: 'Rude' })
  await say('elsewhere', other)
  await ann.request('react', { room, id: bens.id, emoji: '👍', on: true })
  await ben.request('react', { room, id: bens.id, emoji: '👍', on: true })
  await ann.request('report', { room, id: bens.id, reason: SAID })
  await server.moderate(other, { type: 'settings', settings: { holdAll: true } })
  expect(await ann.codeOf('message', { room: other, text: `waiting: ${SAID}` })).toBe('held')
  const { id } = ann.session.user
  await ann.request('join', { room: 'garden' })
  const action = { type: 'mute', user: ben.session.user.id, seconds: 3_600 } as const
  await ann.request('moderate', { room: 'garden', action })
  await server.moderate(room, { type: 'mute', user: id, seconds: 3_600 }, { reason: 'Shouting' })
  ann.leave()
  await eventually(async () => {
    for (const name of ROOMS) {
      const { members } = await ben.request('join', { room: name })
      expect(JSON.stringify(members)).not.toContain(id)
    }
  })
  return { server, receiver, ann, ben, id, bens, hidden }
}
