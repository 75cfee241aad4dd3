import type { RequestHandler } from '../request-handler.js'

export const deleteMessage: RequestHandler<'delete'> = {
  rate: 'change',
  needsRoom: true,
  async run({ room, id }, { user }, { log }) {
    await log.append({ type: 'delete', room, user, id })
    return {}
  },
}
