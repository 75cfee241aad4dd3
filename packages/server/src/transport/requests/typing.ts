import type { RequestHandler } from '../request-handler.js'

export const typing: RequestHandler<'typing'> = {
  rate: 'typing',
  needsRoom: true,
  async run({ room, on }, { user }, services) {
    services.typing.set(room, user, on)
    return {}
  },
}
