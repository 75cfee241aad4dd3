import { ChatError } from '@chat/protocol'
import { randomUUID } from 'node:crypto'
import type { RequestHandler } from '../request-handler.js'

export const message: RequestHandler<'message'> = {
  rate: 'message',
  needsRoom: true,
  isWriting: true,
  async run({ room, text: typed, id = randomUUID(), replyTo }, connection, services) {
    const { gate, log, names, typing } = services
    const user = connection.userIn(room)
    const draft = { room, id, user, text: typed, replyTo }
    const stored = await gate.pass(draft, connection.person, (text) =>
      log.append({
        type: 'message',
        room,
        user,
        id,
        text,
        ...(replyTo !== undefined && { replyTo }),
      }),
    )
    names.keep(room, user)
    typing.set(room, user, false)
    if (!stored.message) throw new ChatError('not_found')
    return { message: stored.message }
  },
}
