import { ChatError } from '@chat/protocol'
import type { RequestHandler } from '../request-handler.js'

const PAGE = 50
const MAX_PAGE = 200

export const review: RequestHandler<'review'> = {
  rate: 'history',
  needsRoom: true,
  async run({ room, list, before, limit = PAGE }, connection, { moderation }) {
    if (!connection.roleIn(room)) {
      throw new ChatError('forbidden', 'Only moderators and hosts of the room may see this.')
    }
    return moderation.review(list, room, { before, limit: Math.min(limit, MAX_PAGE) })
  },
}
