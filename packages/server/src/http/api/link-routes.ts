import * as v from 'valibot'
import { defineRoute } from './api-route.js'
import { ADMIN } from './caller.js'
import { roomQuery } from './page-query.js'

const newLink = v.strictObject({
  room: v.string(),
  name: v.exactOptional(v.string()),
  expiresInS: v.exactOptional(v.number()),
})

export const linkRoutes = [
  defineRoute('POST /moderator-links', {
    body: newLink,
    async run({ body }, { links }) {
      return { status: 201, body: await links.create(body, ADMIN.user) }
    },
  }),

  defineRoute('GET /moderator-links', {
    query: roomQuery,
    async run({ query: { room } }, { links }) {
      return { status: 200, body: { entries: await links.list(room) } }
    },
  }),

  defineRoute('DELETE /moderator-links/:id', {
    async run({ id }, { links }) {
      await links.revoke(id, ADMIN.user)
      return { status: 204 }
    },
  }),
]
