import type { RequestHandler } from '../request-handler.js'

export const react: RequestHandler<'react'> = {
  rate: 'change',
  needsRoom: true,
  async run({ room, id, emoji, on }, { user }, { log }) {
    await log.append({ type: 'reaction', room, user, id, emoji, on })
    return {}
  },
}
