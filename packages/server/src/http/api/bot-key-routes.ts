import { isDisplayName, isLongerThan, isRoomName } from '@chat/protocol'
import * as v from 'valibot'
import { defineRoute } from './api-route.js'
import { ADMIN } from './caller.js'
import { listQuery } from './page-query.js'

const MAX_NAME = 32
const MAX_ROOMS = 100

const newBot = v.strictObject({
  name: v.pipe(
    v.string(),
    v.check((name) => isDisplayName(name) && !isLongerThan(name, MAX_NAME)),
  ),
  rooms: v.exactOptional(
    v.pipe(
      v.array(
        v.pipe(
          v.string(),
          v.check((name) => isRoomName(name), 'invalid_room'),
        ),
      ),
      v.minLength(1),
      v.maxLength(MAX_ROOMS),
    ),
  ),
})

export const botKeyRoutes = [
  defineRoute('POST /bot-keys', {
    body: newBot,
    async run({ body }, { botKeys }) {
      return { status: 201, body: await botKeys.create(body, ADMIN.user) }
    },
  }),

  defineRoute('GET /bot-keys', {
    query: listQuery,
    async run({ query }, { botKeys }) {
      const { entries, hasMore } = await botKeys.list(query)
      const next = hasMore ? entries.at(-1)?.id : undefined
      return { status: 200, body: { entries, ...(next !== undefined && { next }) } }
    },
  }),

  defineRoute('DELETE /bot-keys/:id', {
    async run({ id }, { botKeys }) {
      await botKeys.revoke(id, ADMIN.user)
      return { status: 204 }
    },
  }),
]
