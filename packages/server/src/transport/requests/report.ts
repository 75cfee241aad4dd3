import { ChatError } from '@chat/protocol'
import type { RequestHandler } from '../request-handler.js'

export const report: RequestHandler<'report'> = {
  rate: 'report',
  needsRoom: true,
  async run({ room, id, reason }, { user, person }, { log, reporting }) {
    const message = await log.message(room, id)
    if (!message || message.deleted) throw new ChatError('not_found')
    if (message.user.id === user.id) {
      throw new ChatError('forbidden', 'This is your own message; you can delete it.')
    }
    await reporting.report(room, message, { user, person }, reason)
    return {}
  },
}
