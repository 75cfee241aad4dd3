import type { RequestHandler } from '../request-handler.js'

export const moderate: RequestHandler<'moderate'> = {
  rate: 'moderate',
  needsRoom: true,
  async run({ room, action, reason }, connection, { moderation }) {
    const actor = { user: connection.userIn(room), isEverywhere: connection.isEverywhere }
    await moderation.act(room, action, actor, reason)
    return {}
  },
}
