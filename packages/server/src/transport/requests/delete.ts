import type { RequestHandler } from '../request-handler.js'

export const deleteMessage: RequestHandler<'delete'> = {
  rate: 'change',
  needsRoom: true,
  async run({ room, id }, connection, { log, moderation }) {
    const actor = { user: connection.userIn(room), isEverywhere: connection.isEverywhere }
    const message = actor.user.role && (await log.message(room, id))
    // What a moderator does to others is for the audit trail.
    if (message && message.user.id !== actor.user.id) {
      await moderation.act(room, { type: 'delete', id }, actor)
    } else await log.append({ type: 'delete', room, user: actor.user, id })
    return {}
  },
}
