import type { RequestHandler } from '../request-handler.js'

export const history: RequestHandler<'history'> = {
  rate: 'history',
  needsRoom: true,
  run({ room, before, limit }, _connection, { log }) {
    return log.history(room, before, limit)
  },
}
