import type { RequestHandler } from '../request-handler.js'

export const react: RequestHandler<'react'> = {
  rate: 'change',
  needsRoom: true,
  isWriting: true,
  async run({ room, id, emoji, on }, connection, { log }) {
    const user = connection.userIn(room)
    await log.append({ type: 'reaction', room, user, id, emoji, on })
    return {}
  },
}
