import type { Review } from '@chat/protocol'
import * as v from 'valibot'
import { defineRoute, parse, type ApiRoute } from './api-route.js'
import { ADMIN } from './caller.js'
import { listQuery, reasonQuery } from './page-query.js'

const LISTS: readonly (keyof Review)[] = ['reports', 'held', 'sanctions', 'audit']

export const moderationRoutes: readonly ApiRoute[] = [
  defineRoute('POST /rooms/:room/actions', {
    body: v.strictObject({ action: v.unknown(), reason: v.exactOptional(v.unknown()) }),
    async run({ room, body }, { moderation, schemas }) {
      const { action, reason } = parse(schemas.moderate, { ...body, room }, 'The body')
      await moderation.act(room, action, ADMIN, reason)
      return { status: 204 }
    },
  }),

  defineRoute('DELETE /sanctions/:id', {
    query: reasonQuery,
    async run({ id, query: { reason } }, { moderation }) {
      await moderation.lift(id, ADMIN, reason)
      return { status: 204 }
    },
  }),

  ...LISTS.flatMap((list) => [
    defineRoute(`GET /rooms/:room/${list}`, {
      query: listQuery,
      async run({ room, query }, { moderation }) {
        const { entries, hasMore } = await moderation.review(list, room, query)
        const next = hasMore ? entries.at(-1)?.id : undefined
        return { status: 200, body: { entries, ...(next !== undefined && { next }) } }
      },
    }),
    defineRoute(`GET /${list}`, {
      query: listQuery,
      async run({ query }, { moderation }) {
        const { entries, hasMore } = await moderation.review(list, undefined, query)
        const last = hasMore ? entries.at(-1) : undefined
        return { status: 200, body: { entries, ...(last && { next: cursorOf(list, last) }) } }
      },
    }),
  ]),
]

/** Ids of messages are unique within their room alone. */
function cursorOf(list: keyof Review, { id, room }: Review[keyof Review]): string {
  return list === 'reports' || list === 'held' ? `${room}/${id}` : id
}
