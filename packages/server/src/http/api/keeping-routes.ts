import { defineRoute } from './api-route.js'
import { ADMIN } from './caller.js'
import { reasonQuery } from './page-query.js'

export const keepingRoutes = [
  defineRoute('GET /rooms/:room/export', {
    async run({ room }, { exporter }) {
      return { status: 200, lines: exporter.lines({ room }) }
    },
  }),

  defineRoute('GET /users/:id/export', {
    async run({ id: user }, { exporter }) {
      return { status: 200, lines: exporter.lines({ user }) }
    },
  }),

  defineRoute('DELETE /rooms/:room', {
    query: reasonQuery,
    async run({ room, query: { reason } }, { eraser }) {
      await eraser.eraseRoom(room, { by: ADMIN.user, reason })
      return { status: 204 }
    },
  }),

  defineRoute('DELETE /users/:id', {
    query: reasonQuery,
    async run({ id, query: { reason } }, { eraser }) {
      return { status: 200, body: await eraser.eraseUser(id, { by: ADMIN.user, reason }) }
    },
  }),
]
