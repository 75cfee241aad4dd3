import { ChatError } from '@chat/protocol'
import { randomUUID } from 'node:crypto'
import type { RequestHandler } from '../request-handler.js'

export const message: RequestHandler<'message'> = {
  rate: 'message',
  needsRoom: true,
  async run({ room, text, id = randomUUID(), replyTo }, { user }, { log, typing }) {
    const stored = await log.append({
      type: 'message',
      room,
      user,
      id,
      text,
      ...(replyTo !== undefined && { replyTo }),
    })
    typing.set(room, user, false)
    if (!stored.message) throw new ChatError('not_found')
    return { message: stored.message }
  },
}
