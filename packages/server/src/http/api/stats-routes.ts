import { defineRoute } from './api-route.js'
import { minutesQuery } from './page-query.js'

export const statsRoutes = [
  defineRoute('GET /stats', {
    query: minutesQuery,
    async run({ query: { minutes } }, { traffic }) {
      return { status: 200, body: { ...traffic.now, minutes: traffic.last(minutes) } }
    },
  }),
]
