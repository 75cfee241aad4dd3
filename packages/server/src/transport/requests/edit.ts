import { ChatError } from '@chat/protocol'
import type { RequestHandler } from '../request-handler.js'

export const edit: RequestHandler<'edit'> = {
  rate: 'change',
  needsRoom: true,
  async run({ room, id, text }, { user }, { log }) {
    const { message } = await log.append({ type: 'edit', room, user, id, text })
    if (!message) throw new ChatError('not_found')
    return { message }
  },
}
