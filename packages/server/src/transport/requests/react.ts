import type { RequestHandler } from '../request-handler.js'

export const react: RequestHandler<'react'> = {
  rate: 'change',
  needsRoom: true,
  isWriting: true,
  async run({ room, id, emoji, on }, connection, { log, reactions }) {
    const user = connection.userIn(room)
    if (!user.role) await reactions.mayReact({ room, user: user.id, id, emoji, on })
    await log.append({ type: 'reaction', room, user, id, emoji, on })
    return {}
  },
}
