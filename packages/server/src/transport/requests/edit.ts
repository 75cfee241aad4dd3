import { ChatError } from '@chat/protocol'
import type { RequestHandler } from '../request-handler.js'

export const edit: RequestHandler<'edit'> = {
  rate: 'change',
  needsRoom: true,
  isWriting: true,
  async run({ room, id, text: typed }, connection, { gate, log }) {
    const user = connection.userIn(room)
    const draft = { room, id, user, text: typed, replyTo: undefined }
    const text = await gate.passEdit(draft, connection.person)
    const { message } = await log.append({ type: 'edit', room, user, id, text })
    if (!message) throw new ChatError('not_found')
    return { message }
  },
}
