import type { Message } from '@chat/protocol'
import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { toBotUser } from '../../identity/bot-keys.js'
import type { Person } from '../../moderation/person.js'
import { defineRoute, parse } from './api-route.js'
import type { ApiServices } from './api-services.js'
import { ADMIN, mustBeIn, type Caller } from './caller.js'
import { messagesQuery, reasonQuery, searchQuery } from './page-query.js'

/** How far one search looks back in a room, in seqs: some milliseconds of work. */
const SCAN = 10_000
/** A search of all rooms looks so far back in each of so many, those written to last. */
const SCAN_OF_MANY = 1_000
const MANY = 50

export const messageRoutes = [
  defineRoute('GET /messages', {
    query: searchQuery,
    async run({ query: { q: text, limit } }, { log }) {
      const found: (Message & { room: string })[] = []
      const rooms = await log.activeRooms(MANY + 1)
      let isPartial = rooms.length > MANY
      for (const { name: room } of rooms.slice(0, MANY)) {
        const search = { text, before: Number.MAX_SAFE_INTEGER, scan: SCAN_OF_MANY, limit }
        const { messages, next } = await log.search(room, search)
        found.push(...messages.map((message) => ({ ...message, room })))
        if (next !== undefined) isPartial = true
      }
      const latestFirst = found.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
      return { status: 200, body: { messages: latestFirst.slice(0, limit), isPartial } }
    },
  }),

  defineRoute('GET /rooms/:room/messages', {
    query: messagesQuery,
    async run({ room, query: { before = Number.MAX_SAFE_INTEGER, q: text, limit } }, { log }) {
      if (text !== undefined) {
        const page = await log.search(room, { text, before, scan: SCAN, limit })
        return { status: 200, body: page }
      }
      const { messages, hasMore } = await log.history(room, before, limit)
      const next = hasMore ? messages[0]?.seq : undefined
      const latestFirst = messages.toReversed()
      return {
        status: 200,
        body: { messages: latestFirst, ...(next !== undefined && { next }) },
      }
    },
  }),

  defineRoute('POST /rooms/:room/messages', {
    isForBots: true,
    body: v.record(v.string(), v.unknown()),
    async run({ room, body, caller }, api) {
      const author = mayWrite(room, caller, api)
      const { user } = author
      const payload = { ...body, room }
      const parsed = parse(api.schemas.message, payload, 'The body')
      const { id = randomUUID(), text: typed, replyTo } = parsed
      const draft = { room, id, user, text: typed, replyTo }
      const { event, message } = await api.gate.pass(draft, author, (text) =>
        api.log.append({
          type: 'message',
          room,
          user,
          id,
          text,
          ...(replyTo !== undefined && { replyTo }),
        }),
      )
      return { status: event ? 201 : 200, body: { message } }
    },
  }),

  defineRoute('DELETE /rooms/:room/messages/:id', {
    isForBots: true,
    query: reasonQuery,
    async run({ room, id, query: { reason }, caller }, api) {
      if (caller.type === 'bot') {
        mustBeIn(room, caller.bot)
        await api.log.append({ type: 'delete', room, user: toBotUser(caller.bot), id })
      } else {
        await api.moderation.act(room, { type: 'delete', id }, ADMIN, reason)
      }
      return { status: 204 }
    },
  }),
]

/** As whom the caller writes. The operator has let bots in, so filters leave them alone; bans and mutes do not. */
function mayWrite(room: string, caller: Caller, { sanctions }: ApiServices): Person {
  if (caller.type !== 'bot') return { user: ADMIN.user, since: 0, marks: [] }
  mustBeIn(room, caller.bot)
  const { bot } = caller
  const person = { user: toBotUser(bot), since: Date.parse(bot.at), marks: [], isBot: true }
  sanctions.mustNotBeBanned(person, room)
  sanctions.mustNotBeMuted(person, room)
  return person
}
